# `make` lists the targets. On a machine with a Swift toolchain, `make demo` and `make test` need nothing before them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps build demo test lint style imports format bench bench-uae bench-plants bench-prepare bench-change bench-things bench-evidence detectors install clean

PREFIX ?= /usr/local
# Debug builds loop over pixels about 13 times more slowly, so everything is built for release; and with the same flags
# everywhere, so that demo, lint and test share one build. Some tests look inside a module: -enable-testing lets them.
FLAGS := -c release -Xswiftc -enable-testing
TELLTALE := .build/release/telltale
PLANT := demo/plant
CODE := $(wildcard Sources Tests Benchmarks Package.swift)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install what is missing, and only that
	@scripts/deps

build: deps ## the program, .build/release/telltale
	swift build $(FLAGS) --product telltale

demo: build ## a simulated plant, watched: a report with measured beside true
	rm -rf $(PLANT) $(PLANT).case
	$(TELLTALE) simulate -o $(PLANT) --seed 1009
	$(TELLTALE) watch $(PLANT)/site.geojson $(PLANT)/imagery -o $(PLANT).case --truth $(PLANT)/truth.geojson
	@echo
	@echo 'Open the report in a browser: $(CURDIR)/$(PLANT).case/reports/latest/report.html'

test: deps ## all tests; FILTER=Geodesy for some
	swift build $(FLAGS) --build-tests
	swift test -c release --skip-build --disable-xctest $(if $(FILTER),--filter '$(FILTER)')

lint: style imports ## layout and wording, then whether each target declares what it imports

style: ## the quick part of lint: layout and wording
	swift format lint --strict --parallel --recursive $(CODE)
	@scripts/check-text

imports: deps ## the other part: SwiftPM's explicit-import check, as an error
	swift build $(FLAGS) --build-tests --explicit-target-dependency-import-check error

format: ## let the formatter settle white space
	swift format --in-place --parallel --recursive $(CODE)

bench: bench-uae bench-plants ## every benchmark; prints its figures

bench-uae: deps ## real imagery: what was found, seconds, memory (needs ../shared/data)
	swift run -c release --package-path Benchmarks bench-uae

bench-plants: deps ## simulated plants: how often intervals and brackets hold the truth
	swift run -c release --package-path Benchmarks bench-plants

bench-prepare: build ## tie points, alignment, warp and masks beside their peers; QUICK=1 to see that it runs
	Benchmarks/prepare/run $(if $(QUICK),--quick)

bench-change: deps ## methods of change detection beside their peers; QUICK=1 to see that it runs
	swift build $(FLAGS) --product changemethods
	Benchmarks/change/run $(if $(QUICK),--quick)

bench-things: build ## scores of things beside plain ones; QUICK=1 to see that it runs
	swift build $(FLAGS) --product changemethods
	Benchmarks/things/run $(if $(QUICK),--quick)

bench-evidence: build ## a large record's seconds, a bundle broken in a thousand ways; QUICK=1 to see that it runs
	Benchmarks/evidence/run $(if $(QUICK),--quick)

detectors: ## ONNX Runtime, for `count` and its tests, into .build-detectors: optional
	@scripts/detectors

install: build ## copy the program to PREFIX/bin (PREFIX=/usr/local)
	@install -d '$(DESTDIR)$(PREFIX)/bin' && install -m 755 $(TELLTALE) '$(DESTDIR)$(PREFIX)/bin/telltale' || \
	  { echo 'error: $(DESTDIR)$(PREFIX)/bin cannot be written: give PREFIX=$$HOME/.local, or run' \
	    '"sudo install -m 755 $(TELLTALE) $(DESTDIR)$(PREFIX)/bin/telltale".' >&2; exit 1; }
	@echo 'Installed $(DESTDIR)$(PREFIX)/bin/telltale'

clean: ## remove what was built, and the demo
	rm -rf demo Benchmarks/.build Benchmarks/out
	swift package clean
