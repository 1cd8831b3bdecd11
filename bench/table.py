"""The budget table on the terminal, a line a row."""
COLUMNS = ("epoll echo", "Beast echo", "by hand")


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def budget_text(budget):
    if budget.of:
        return f"<= {budget.limit:g} x {budget.of.split()[0] if 'echo' in budget.of else budget.of}"
    return f"{'>=' if budget.at_least else '<='} {number(budget.limit)}"


def header():
    rivals = "".join(f"{name.split()[0] if 'echo' in name else name:>9}" for name in COLUMNS)
    return f"{'work':47}{'':6}{rivals}{'ours':>9}{'quartiles':>17}{'ratio':>7}  {'budget':24}{'beside':>7}  verdict"


def ratio_of(row, measured):
    """Ours to the rival the budget names, else to the first one there is."""
    rivals = [budget.of for budget in row.budgets if budget.of] or list(measured.rivals)[:1]
    return measured.ours.over(measured.rivals[rivals[0]]) if rivals and min(measured.rivals[rivals[0]].runs) > 0 else None


def line(row, measured, verdict, beside, problem):
    if measured is None:
        return f"{row.work:47}{row.unit:6}{verdict}: {problem}"
    rivals = "".join(f"{number(measured.rivals[name].figure) if name in measured.rivals else '':>9}" for name in COLUMNS)
    ratio = ratio_of(row, measured)
    quartiles = "..".join(map(number, measured.ours.quartiles)) if len(measured.ours.runs) > 1 else ""
    told = f"{ratio.figure:.2f}" if ratio else ""
    text = (f"{row.work:47}{row.unit:6}{rivals}{number(measured.ours.figure):>9}{quartiles:>17}{told:>7}  "
            f"{', '.join(map(budget_text, row.budgets)):24}{beside:7.1f}  {verdict}")
    return f"{text}  ({measured.note})" if measured.note else text
