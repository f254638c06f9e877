# make        set up, and compile all of seeds/ into out/
# make test   set up, and run the tests
# make check  set up, and run everything that CI runs except the tests

BIN := .venv/bin
READY := .venv/.ready

.PHONY: all test check lock schemas clean

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

schemas: $(READY)
	$(BIN)/briefgen schema

clean:
	rm -rf .venv out
