"""The tools of many packaged tasks on one server, each as TASK__TOOL: one start of the SDK instead of a dozen."""

import dataclasses
import sys
from functools import cache

from tasks_bank import catalog
from tasks_bank.file import File
from tasks_bank.serving.drive import Drive
from tasks_bank.serving.offer import Offer, offer_of
from tasks_bank.serving.recording import ActionList
from tasks_bank.serving.serve import listen
from tasks_bank.serving.server import make_server
from tasks_bank.serving.transports import over_http, over_stdio
from tests.tasks_bank.tasks_found import FOLDERS, dealt

PACKAGED = {name: folder for name, folder in FOLDERS.items() if folder.parent == catalog.PACKAGED}


@cache
def offer_of_all(names: tuple[str, ...]) -> Offer:
    offers = {name: offer_of(dealt(PACKAGED[name], 1), ActionList()) for name in names}
    tools = {
        f"{task}__{name}": dataclasses.replace(tool, name=f"{task}__{name}")
        for task, offer in offers.items()
        for name, tool in offer.tools.items()
    }
    files = [File(f"{task}/{file.name}", file.data) for task, o in offers.items() for file in o.drive.files.values()]
    brief = "\n".join(offer.brief for offer in offers.values())
    return Offer("all", "1", "", brief, tools, Drive(files))


if __name__ == "__main__":
    transport, *names = sys.argv[1:]
    server = make_server(offer_of_all(tuple(names)))
    if transport == "http":
        with listen("127.0.0.1", 0) as listening:
            sys.stdout.write(f"{listening.getsockname()[1]}\n")
            sys.stdout.flush()
            over_http(server, listening, ["127.0.0.1"])
    else:
        over_stdio(server)
