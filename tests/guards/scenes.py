"""What guard_scenes (scenes.cpp) does on its server's thread, counted by itself, by callgrind and by strace. What a mark costs is taken off."""
import collections
import subprocess

import strace
import valgrind

PATIENCE = 60  # seconds
EVENTS = ("counter_event", "cell_event", "cell_event_with_versions")

Done = collections.namedtuple("Done", "count allocations bytes")


def command(build, *scenes):
    return [f"{build}/bin/guard_scenes", "nothing", *scenes]


def read(printed):
    """{scene: Done}, each of all that was done."""
    return {name: Done(*map(int, rest)) for name, *rest in map(str.split, printed.splitlines())}


def play(build, *scenes):
    done = subprocess.run(command(build, *scenes), capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        raise RuntimeError(f"guard_scenes left with {done.returncode}: {done.stderr[-2000:]}")
    return read(done.stdout)


def allocations(build):
    scenes = (*EVENTS, "events_at_once", "delivery", "get", "join")
    done = play(build, *scenes)
    own = done["nothing"].allocations
    return {f"allocations.{name}": ((done[name].allocations - own) / done[name].count, "allocations") for name in scenes}


def heap(build):
    done = play(build, "idle_view")
    views = done["idle_view"]
    return {"heap.idle_view": ((views.bytes - done["nothing"].bytes) // views.count, "heap-bytes")}


def instructions(build):
    """Of the server's thread for each scene, and of its steps alone (work.cpp)."""
    scenes = (*EVENTS, "delivery", "get", "join")
    printed, counted = valgrind.count(*command(build, *scenes))
    done = read(printed)
    found = {f"instructions.{name}": ((counted[name] - counted["nothing"]) // done[name].count, "instructions") for name in scenes}
    printed, counted = valgrind.count(f"{build}/bin/guard_work")
    steps = {name: int(count) for name, count in map(str.split, printed.splitlines())}
    return found | {f"instructions.{name}": (counted[name] // count, "instructions") for name, count in steps.items()}


def system_calls(build):
    scenes = ("counter_event", "events_at_once", "delivery", "get", "join")
    printed, counted = strace.count(*command(build, *scenes))
    done = read(printed)
    return {f"system_calls.{scene}.{call}": (times, "calls")
            for scene in scenes for call, times in strace.each(counted[scene], counted["nothing"], done[scene].count).items()}
