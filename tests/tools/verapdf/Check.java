import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks PDF files against veraPDF profiles, all in one virtual machine.
 *
 * Arguments: the profiles, parted by commas (3a,ua1), then the files. Standard output has one line
 * for each file and profile, fields parted by tabs: "result", file, profile, "pass" or "fail",
 * number of checks made; and after it one line for each rule that failed: "rule", clause and test,
 * number of failures, message and place of the first.
 */
public final class Check {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String profile : arguments[0].split(",")) {
                check(arguments[i], PDFAFlavour.fromString(profile));
            }
        }
    }

    private static void check(String file, PDFAFlavour flavour) throws Exception {
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
            PDFAValidator validator =
                Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            print("result", file, flavour.getId(), result.isCompliant() ? "pass" : "fail",
                Integer.toString(result.getTotalAssertions()));
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> first = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.FAILED) {
                    continue;
                }
                String rule = assertion.getRuleId().getClause() + "-"
                    + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, assertion.getMessage() + " at "
                    + assertion.getLocation().getContext());
            }
            for (String rule : counts.keySet()) {
                print("rule", rule, counts.get(rule).toString(), first.get(rule));
            }
        }
    }

    private static void print(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].replaceAll("\\s+", " ");
        }
        System.out.println(String.join("\t", fields));
    }
}
