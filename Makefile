# make        set up, and compile all of seeds/ into out/
# make test   set up, and run the tests
# make check  set up, and run everything that CI runs except the tests

BIN := .venv/bin
READY := .venv/.ready

.PHONY: all test check lock generated clean

all: $(READY)
	$(BIN)/briefgen build

test: $(READY)
	$(BIN)/pytest -n auto

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Set up once; again only when what is installed has changed.
$(READY): pyproject.toml requirements.lock .ci/setup
	sh .ci/setup .venv
	touch $@

# The versions that everybody gets. Needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --no-header --no-emit-index-url \
	  --generate-hashes --group dev --all-extras pyproject.toml -o requirements.lock

# What stands in the repository and is generated: schemas, the pages of rules and themes, pictures.
PICTURES := briefgen/docs/pictures
generated: all
	$(BIN)/briefgen schema
	$(BIN)/briefgen rules --output-format markdown > briefgen/docs/rules.md
	$(BIN)/briefgen themes tokens > briefgen/docs/themes.md
	$(BIN)/briefgen themes gallery -o out/themes --scale 0.58
	mkdir -p $(PICTURES)/themes
	cp out/themes/*-page.jpg out/themes/*-us-desktop.png $(PICTURES)/themes
	for a in us jp kr; do \
	  pdftoppm -r 60 -f 1 -l 1 -singlefile -png out/virtual-alliance/$$a.pdf $(PICTURES)/$$a; done

clean:
	rm -rf .venv out
