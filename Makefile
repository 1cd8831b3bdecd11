# make help
PORT ?= 3000
MINUTES ?= 5
T ?=
SAN ?=
ONLY ?=
FULL ?=
RIVALS ?=

.PHONY: help demo test build bench fuzz soak format

help:
	@echo "make demo              build the demo and serve it at http://localhost:$(PORT)  (PORT=)"
	@echo "make test              everything CI runs: release build and all tests, checks, topics and servers with a mix of clients under sanitizers"
	@echo "make test T=diff       one part: a folder of src/, bench compile_fail connections consumer corpora docs guard pages client browser checks mix  (SAN=asan|tsan)"
	@echo "make build             the library and all programs, in build/release"
	@echo "make bench             the budget table, measured here; also in build/bench.json  (ONLY=word: some rows; FULL=1: curves, drawn in build/curves; RIVALS=1: htmx, React and others)"
	@echo "make fuzz              libFuzzer over every decoder, hostile texts in Chromium, fresh garbage, for MINUTES=$(MINUTES) in all"
	@echo "make soak              connections held and dropped; property tests, random users, memory beside Chromium and the mix of clients, for MINUTES=$(MINUTES) each"
	@echo "make format            clang-format everything"

demo:
	@tools/setup.sh --demo
	@mkdir -p build && cmake --preset demo >build/demo.log 2>&1 || { cat build/demo.log; exit 1; }
	@cmake --build --preset demo --target demo
	@exec build/demo/bin/demo --port $(PORT)

test:
	@tools/setup.sh --test
	@tools/run_tests $(if $(T),--part $(T)) $(if $(SAN),--sanitizer $(SAN))

build:
	@tools/setup.sh --test
	@cmake --preset release
	@cmake --build --preset release --target programs

bench:
	@tools/setup.sh --test
	@mkdir -p build && cmake --preset bench >build/bench.log 2>&1 || { cat build/bench.log; exit 1; }
ifneq ($(RIVALS),)
	@cmake --build --preset bench --target bench_pages
	@cd bench/rivals/web && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts; }
	@bench/run.py --build build/bench --rivals build/bench-rivals.json --only '$(ONLY)'
else
	@cmake --build --preset bench
ifeq ($(FULL),)
	@bench/run.py --build build/bench --json build/bench.json --only '$(ONLY)'
else
	@bench/run.py --build build/bench --curves build/bench-curves.json --only '$(ONLY)'
endif
endif

fuzz:
	@tools/setup.sh --test
	@tools/run_tests --part fuzz --minutes $(MINUTES)

soak:
	@tools/setup.sh --test
	@tools/run_tests --part soak --minutes $(MINUTES)

format:
	@tools/sources | xargs clang-format -i
