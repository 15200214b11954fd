# make demo: set up whatever is missing, then show the product.
# make test: set up whatever is missing, then check everything.

.PHONY: demo test format catalogue lock audit scrapyd deploy clean
MAKEFLAGS += --no-print-directory
BIN := .venv/bin

demo: .venv/ready
	@$(BIN)/linkcrawl demo

test: .venv/ready
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder

format: .venv/ready
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Brings the catalogues of linkcrawl/languages up to the messages of the source.
catalogue: .venv/ready
	@$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords said:1 --keywords said_n:1,2 \
		--keywords said_as:1c,2 --keywords marked:1 --keywords marked_n:1,2 --add-location file --sort-by-file \
		--output-file .messages.pot linkcrawl reports
	@for file in linkcrawl/languages/*.po; do \
		$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete \
			--ignore-pot-creation-date --input-file .messages.pot --output-file "$$file" \
			--locale "$$(basename "$$file" .po)"; \
	done; rm .messages.pot

# Pins every dependency to what its maintainers have released by now.
lock: .venv/ready
	@$(BIN)/pip install --quiet uv
	@printf 'editables\nhatchling\n' | $(BIN)/uv pip compile --quiet --system-certs --upgrade --universal \
		--generate-hashes --no-annotate --no-header --python-version 3.11 \
		pyproject.toml --group dev - --output-file requirements.lock
	@printf 'hatchling\n' | $(BIN)/uv pip compile --quiet --system-certs --upgrade --universal \
		--generate-hashes --no-annotate --no-header --python-version 3.11 \
		--constraint requirements.lock pyproject.toml --group deploy - \
		--output-file deploy/requirements.lock

# Holds every pinned release against PyPI's list of known vulnerabilities; fails where one can't be
# looked up. pip-audit runs in an environment of its own: it is no part of what it looks at.
audit: .venv/ready
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv tool run --system-certs pip-audit --strict --require-hashes --disable-pip \
		--requirement requirements.lock

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
