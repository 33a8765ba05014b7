"""Answering the questions of a lesson in a browser, whatever they are."""


def answer_all(page, choose="last"):
    """Give an answer to every question of the form: the first or the last option, the middle of a range."""
    for section in page.locator("[data-question]").all():
        radios = section.get_by_role("radio").all()
        if radios:
            radios[0 if choose == "first" else -2].check()
        for index, place in enumerate(section.locator("select").all()):
            place.select_option(str(index))
        if section.locator("input[type=range]").count():
            section.locator("input[type=range]").press("ArrowRight")
        for end, field in zip(("min", "max"), section.locator("input[type=number]").all(), strict=False):
            field.fill(field.get_attribute(end))
        if section.locator("[data-knob]").count():
            section.locator("[data-knob]").first.press("ArrowDown")


def lock(page, choose="last"):
    """Answer everything and lock it."""
    answer_all(page, choose)
    page.locator("#lock").click()
