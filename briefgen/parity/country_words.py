"""How countries are named in English, Japanese and Korean: the lexicon of `countries`.

A name in the first column must have a counterpart and may not be added. One in the second is said of a
country without naming it (the Diet, ドル), or is sometimes another word: it can be a counterpart, no more.
KO is Korea without saying which; KRKP are both Koreas.
"""

from __future__ import annotations

EN: dict[str, tuple[str, str]] = {
    "US": (
        "United States|U.S.|US|USA|America|American|Americans|Washington",
        "Congress|Senate|House of Representatives|White House|Pentagon|State Department|Capitol|dollar|dollars|"
        "transatlantic|North America|North American|Pacific Command|Guam|Hawaii|"
        "secretary of defense|Secretary of Defense|secretary of state|Secretary of State|Joint Chiefs",
    ),
    "JP": (
        "Japan|Japanese|Tokyo",
        "Diet|Self-Defense Forces|Self-Defense Force|SDF|yen|Okinawa|Okinawan|Yokosuka|Osaka|Yasukuni|Peace Constitution|Article 9",
    ),
    "KR": (
        "South Korea|South Korean|South Koreans|ROK|Republic of Korea|Seoul",
        "Blue House|National Assembly|the South|won|Busan|Pusan|Jeju|Cheju|Sunshine Policy|sunshine policy",
    ),
    "KP": (
        "North Korea|North Korean|North Koreans|DPRK|Pyongyang|Democratic People’s Republic of Korea",
        "the North|Yongbyon|Taepodong|Taepo Dong|Rodong|Nodong|Agreed Framework|Kim Jong-il|Kim Jong Il|Kim Jong-un|Kim Il-sung|Juche",
    ),
    "KO": (
        "Korea|Korean|Koreans|Korean Peninsula|Korean peninsula",
        "peninsula|peninsular|unification|reunification|unified|reunified|38th parallel|demilitarized zone|DMZ",
    ),
    "KRKP": ("Koreas|inter-Korean|Inter-Korean|South-North|North-South|North and South Korea|South and North Korea", "North and South|South and North"),
    "CN": ("China|Chinese|Beijing|PRC|People’s Republic of China|Sino", "mainland|yuan|renminbi|Taiwan Strait"),
    "TW": ("Taiwan|Taiwanese|Taipei", "cross-strait"),
    "RU": ("Russia|Russian|Russians|Moscow|Soviet Union|Soviet|Soviets|USSR", "Kremlin|Vladivostok|Siberia|ruble"),
    "GB": ("Britain|British|United Kingdom|U.K.|UK|London", "England|English|pound|pounds"),
    "DE": ("Germany|German|Germans|Berlin|Bonn", ""),
    "FR": ("France|French|Paris", ""),
    "AU": ("Australia|Australian|Australians|Canberra", "ANZUS|Sydney"),
    "IN": ("India|Indian|Indians|New Delhi|Delhi", ""),
    "VN": ("Vietnam|Vietnamese|Hanoi", ""),
    "PH": ("Philippines|Philippine|Filipino|Filipinos|Manila", ""),
    "ID": ("Indonesia|Indonesian|Jakarta", ""),
    "TH": ("Thailand|Thai|Bangkok", ""),
    "MY": ("Malaysia|Malaysian|Kuala Lumpur", ""),
    "SG": ("Singapore|Singaporean", ""),
    "MN": ("Mongolia|Mongolian|Ulaanbaatar|Ulan Bator", ""),
    "CA": ("Canada|Canadian|Ottawa", ""),
    "UA": ("Ukraine|Ukrainian|Kyiv|Kiev", ""),
    "IR": ("Iran|Iranian|Tehran", ""),
    "IQ": ("Iraq|Iraqi|Baghdad", ""),
    "": (
        "Latin America|Latin American|South America|South American|Central America|South China Sea|"
        "East China Sea|Indian Ocean|Sea of Japan|Korea Strait|American Samoa|English Channel",
        "",
    ),
}  # fmt: skip
JA: dict[str, tuple[str, str]] = {
    "US": (
        "米国|アメリカ|合衆国|ワシントン|米軍|米政府|米側|米議会|米国民|米大統領|米上院|米下院|米兵|米本土|米海軍|米空軍|米海兵隊|米第",
        "米|北米|欧米|英米|ドル|ホワイトハウス|国防総省|国務省|国防長官|国務長官|議会|上院|太平洋軍|グアム|ハワイ",
    ),
    "JP": ("日本|東京|離日|知日|日台|日印|日独|日仏|日英", "日側|来日|国会|自衛隊|円|沖縄|横須賀|大阪|靖国|憲法|防衛庁|防衛省|邦人|日中"),
    "KR": ("韓国|大韓民国|ソウル", "韓|南側|青瓦台|ウォン|釜山|済州"),
    "KP": ("北朝鮮|朝鮮民主主義人民共和国|平壌|ピョンヤン|対北", "北側|寧辺|テポドン|ノドン|金正日|金正恩|金日成"),
    "KO": ("朝鮮半島|韓半島", "朝鮮|コリア|半島|統一|38度線|三八度線|非武装地帯"),
    "KRKP": ("", "南北"),
    "CN": ("中国|北京|中華人民共和国|中台|米中|中朝|中韓|中ロ|中露", "中側|大陸|人民元|日中|中日|台湾海峡"),
    "TW": ("台湾|台北|日台|米台|中台", "両岸"),
    "RU": ("ロシア|モスクワ|ソ連|ソビエト|旧ソ|日ソ|米ソ|中ソ", "露|クレムリン|ウラジオストク|シベリア"),
    "GB": ("英国|イギリス|ロンドン|日英|米英", "英|ポンド"),
    "DE": ("ドイツ|ベルリン|ボン|日独|独仏|仏独|米独", "独"),
    "FR": ("フランス|パリ|日仏|独仏|仏独|英仏", "仏"),
    "AU": ("オーストラリア|豪州|キャンベラ|日豪|米豪", "豪"),
    "IN": ("インド|ニューデリー|日印|米印", "印"),
    "VN": ("ベトナム|ハノイ", "越"),
    "PH": ("フィリピン|マニラ|日比|米比", "比"),
    "ID": ("インドネシア|ジャカルタ", ""),
    "TH": ("タイ王国|バンコク", "タイ"),
    "MY": ("マレーシア|クアラルンプール", ""),
    "SG": ("シンガポール", ""),
    "MN": ("モンゴル|ウランバートル", ""),
    "CA": ("カナダ|オタワ", "加"),
    "UA": ("ウクライナ|キーウ|キエフ", ""),
    "IR": ("イラン|テヘラン", ""),
    "IQ": ("イラク|バグダッド", ""),
    "": ("中南米|南米|中米|ラテンアメリカ|日本海|南シナ海|東シナ海|インド洋|インド太平洋|米価|米作|米飯|米穀|欧州|毎日|平日|期日|年中|世界中|中国地方|朝日|日中韓以外|年間中|市中", ""),
}  # fmt: skip
KO: dict[str, tuple[str, str]] = {
    "US": (
        "미국|워싱턴|미군|미 의회|미 정부|미 행정부|미 국무부|미 국방부|미 국방장관|미 국무장관|미 대통령|미 상원|미 하원|미 해군|미 공군|미 육군|미 해병대|미 본토|미측|방미|대미|주미|반미|친미",
        "아메리카|달러|백악관|국무부|국방부|펜타곤|의회|상원|하원|북미|구미|괌|하와이|태평양사령부",
    ),
    "JP": ("일본|도쿄|방일|대일|주일|재일|반일|친일|일측", "동경|자위대|엔|국회|오키나와|요코스카|오사카|야스쿠니|헌법|방위청|방위성"),
    "KR": ("한국|대한민국|서울|방한|주한|재한|혐한|남한|한측|우리나라", "남측|청와대|원|국회|부산|제주|햇볕정책|반한|친한"),
    "KP": ("북한|평양|방북|대북|북측|조선민주주의인민공화국|북핵|친북|월북", "북|영변|대포동|노동|김정일|김정은|김일성"),
    "KO": ("한반도", "조선|코리아|통일|38선|비무장지대|휴전선|한민족"),
    "KRKP": ("", "남북|남북한"),
    "CN": ("중국|베이징|방중|반중|친중|혐중|주중 대사|중화인민공화국", "북경|대중|중측|대륙|위안|대만해협|대만 해협"),
    "TW": ("대만|타이베이", "양안"),
    "RU": ("러시아|모스크바|방러|대러|소련|소비에트|미소|한소|중소", "크렘린|블라디보스토크|시베리아"),
    "GB": ("영국|런던|영일|영미|한영", "파운드"),
    "DE": ("독일|베를린|한독", "본"),
    "FR": ("프랑스|파리", "불"),
    "AU": ("호주|오스트레일리아|캔버라", ""),
    "IN": ("인도 정부|뉴델리|한·인도", "인도"),
    "VN": ("베트남|하노이", "월남"),
    "PH": ("필리핀|마닐라", ""),
    "ID": ("인도네시아|자카르타", ""),
    "TH": ("태국|방콕", ""),
    "MY": ("말레이시아|쿠알라룸푸르", ""),
    "SG": ("싱가포르", ""),
    "MN": ("몽골|울란바토르", ""),
    "CA": ("캐나다|오타와", ""),
    "UA": ("우크라이나|키이우|키예프", ""),
    "IR": ("이란 정부|테헤란", "이란"),
    "IQ": ("이라크|바그다드", ""),
    "": ("중남미|남미|라틴아메리카|라틴 아메리카|동해|남중국해|동중국해|인도양|인도·태평양|인도태평양|대미를|재미|방한복|방한용|방한화|방한모|방한 용|반일제|주일 예배|주일학교", ""),
}  # fmt: skip
SIGNS = {
    "ja": {"日": "JP", "米": "US", "韓": "KR", "朝": "KP", "中": "CN", "露": "RU", "ロ": "RU",
           "英": "GB", "独": "DE", "仏": "FR", "豪": "AU", "印": "IN"},
    "ko": {"일": "JP", "미": "US", "한": "KR", "북": "KP", "남": "KR", "중": "CN", "러": "RU",
           "영": "GB", "독": "DE", "불": "FR", "호": "AU"},
}  # fmt: skip
"""The signs of countries in joined names: 日米韓, 한·미·일."""
AMBIGUOUS = frozenset(
    "일한 중한 미한 일러 미러 북미 중미 중북 일중 러한 한북 남중 남일 남미 남북 북남 중남 북중미".split()
)
AMBIGUOUS |= frozenset("日中 中日 中米 朝日 中英 中独 中印 中仏 日印".split())
"""Joined names that are also other words: 일한 사람, 북미, 日中."""
GROUPED = tuple(
    (
        " both | bilateral| trilateral| tripartite | three way | two way | three | two | four | six | "
        "allies | ally | alliance| partners | each other | one another | neighbors | sides | parties | triangle| trio "
    ).split("|")
)
"""What a translation may say by naming the countries that are meant: 日韓両国 for `both countries`."""
