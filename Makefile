# make demo: set up whatever is missing, then show the product.
# make test: set up whatever is missing, then check everything.

.PHONY: demo test format lock scrapyd deploy clean
MAKEFLAGS += --no-print-directory
BIN := .venv/bin

demo: .venv/ready
	@$(BIN)/linkcrawl demo

test: .venv/ready
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile

format: .venv/ready
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Pins every dependency to what its maintainers have released by now.
lock: .venv/ready
	@$(BIN)/pip install --quiet uv
	@printf 'editables\nhatchling\n' | $(BIN)/uv pip compile --quiet --system-certs --upgrade --universal \
		--generate-hashes --no-annotate --no-header --python-version 3.11 \
		pyproject.toml --group dev - --output-file requirements.lock

# scrapyd for the workspace in LINKCRAWL_WORKSPACE; deploy/README.md says what else it needs.
scrapyd: .venv/ready
	@bash deploy/scrapyd.sh

# Sends this version to scrapyd, which runs the newest that it has.
deploy: .venv/ready
	@bash deploy/deploy.sh

clean:
	@rm -rf .venv linkcrawl-demo

.venv/ready: requirements.lock pyproject.toml setup.sh
	@bash setup.sh
	@touch $@
