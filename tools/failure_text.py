"""What a test that failed says, without what the tests that passed beside it say."""
import re

# GoogleTest says these of a test before and after what the test itself says.
RUN = re.compile(r"^\[ RUN      \] (\S+)\n", re.MULTILINE)
END = re.compile(r"^\[ +(OK|FAILED|SKIPPED) +\] .*\n?", re.MULTILINE)


def failed_blocks(output):
    """Of a GoogleTest program: each test from its start to its end, if that is a failure, or if it has none as the program died in it."""
    starts = [match.start() for match in RUN.finditer(output)]
    for start, after in zip(starts, [*starts[1:], len(output)]):
        text = output[start:after]
        end = END.search(text)
        if end is None:
            yield text
        elif end[1] == "FAILED":
            yield text[: end.end()]


def failure_text(output, limit=8000):
    """At most so many characters: the failed tests, each with its part of them, or the end of what is no GoogleTest program's output."""
    blocks = list(failed_blocks(output))
    if not blocks:
        return output[-limit:]
    part = max(400, limit // len(blocks))
    return "".join(shortened(block, part) for block in blocks)[:limit]


def shortened(text, limit):
    """The start names the test and says what was expected first; the end is where it stopped."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half]}\n  [{len(text) - 2 * half} characters]\n{text[-half:]}"
