"""The kinds of figures that are guarded, each a function of the build's directory: {name: (value, unit)}."""
import records
import scenes
import sizes

KINDS = {
    "allocations": scenes.allocations,
    "heap": scenes.heap,
    "instructions": scenes.instructions,
    "system_calls": scenes.system_calls,
    "frames": sizes.frames,
    "client": sizes.client,
    "records": records.measure,
}
# Whose figures depend a little on how the threads of server and browsers meet.
BY_CHANCE = ("system_calls",)
