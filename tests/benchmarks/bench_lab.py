"""How fast the laboratory is, measured as a user meets it: ``python -m tests.benchmarks.bench_lab``.

The server is started as a user starts it, the browser is Debian's Chromium, both on this machine. Printed are
the figures beside what is to be reached; nothing is asserted, because a busy machine would make it a lie.
"""

import asyncio
import json
import time

from playwright.sync_api import sync_playwright
from websockets.asyncio.client import connect

from tests.lab.conftest import CHROMIUM, FLAGS
from tests.lab.serving import Served, ask

STUDENTS, STEPS_A_SECOND, SECONDS = 40, 5, 12
SESSIONS = 200
RECIPE = {"scenario": "three-levels", "seed": 7, "customers": 2000, "months": 240}


def first_chart(browser, served):
    """Return the seconds from asking for the page to the first chart, in a fresh profile."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        started = time.perf_counter()
        page.goto(f"{served.address}#lang=en")
        page.wait_for_selector(".plot[data-drawn]", timeout=60_000)
        return time.perf_counter() - started


def months_a_second(browser, served, customers, months=60):
    """Return how many months a second the page draws when it runs to the end."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{served.address}#lang=en&customers={customers}&months={months}")
        page.wait_for_selector(".plot[data-drawn]", timeout=60_000)
        page.wait_for_timeout(1500)
        started = time.perf_counter()
        page.locator("#to-end").click()
        page.wait_for_selector("#to-end[disabled]", timeout=120_000)
        return months / (time.perf_counter() - started)


async def student(served, waits, offset):
    """Step a market five times a second, as a student does who holds the button down."""
    address, origin = f"ws://127.0.0.1:{served.port}/engine", served.address.rstrip("/")
    async with connect(address, origin=origin, max_size=None) as page:
        await page.send(json.dumps({"id": 0, "do": "open", "recipe": RECIPE}))
        await page.recv()
        await asyncio.sleep(2.0 + offset)
        due = time.perf_counter()
        for _ in range(SECONDS * STEPS_A_SECOND):
            due += 1 / STEPS_A_SECOND
            started = time.perf_counter()
            await page.send('{"id": 1, "do": "step"}')
            await page.recv()
            waits.append(time.perf_counter() - started)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def a_class(served):
    """Return the median and the 95th percentile of a class's waits, in milliseconds."""
    waits = []
    pace = 1 / STEPS_A_SECOND / STUDENTS
    await asyncio.gather(*(student(served, waits, number * pace) for number in range(STUDENTS)))
    waits.sort()
    return 1000 * waits[len(waits) // 2], 1000 * waits[int(0.95 * len(waits))]


def memory_of_sessions(served):
    """Return the server's memory in MiB after 20 sessions and after 200 more."""

    def visits(number):
        for _ in range(number):
            with served.page() as page:
                ask(page, "open", recipe=RECIPE)
                ask(page, "step", months=2)
        return served.memory()

    return visits(20), visits(SESSIONS)


def main():
    """Measure everything and print it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        served = Served()
        print(f"first chart, cold server         {first_chart(browser, served):6.2f} s    to be reached: 1.5")
        print(f"first chart, warm server         {first_chart(browser, served):6.2f} s")
        for customers, wanted in ((2000, 30), (5000, 20)):
            speed = months_a_second(browser, served, customers)
            print(f"months a second, {customers} customers  {speed:6.1f}      to be reached: {wanted}")
        browser.close()
    median, high = asyncio.run(a_class(served))
    print(
        f"{STUDENTS} students, 1 worker: median     {median:6.1f} ms, p95 {high:.1f} ms (to be reached: 50)"
    )
    before, after = memory_of_sessions(served)
    print(f"memory, {SESSIONS} sessions later       {after - before:+6.1f} MiB ({before:.0f} -> {after:.0f})")
    served.stop()
    served = Served("--workers", "2")
    median, high = asyncio.run(a_class(served))
    print(f"{STUDENTS} students, 2 workers: median    {median:6.1f} ms, p95 {high:.1f} ms")
    served.stop()


if __name__ == "__main__":
    main()
