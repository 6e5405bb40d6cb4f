"""What is put aside for something that is lost waits for it, and is not told as lost."""

from __future__ import annotations

from engine.design.losses import lost_per_second
from engine.design.outage import component
from engine.design.traffic import evaluate
from tests.engine.design.kinds import CATALOGUE, chain, load


def test_what_a_queue_keeps_for_a_lost_worker_waits_for_it() -> None:
    drawn = chain("client", "queue", "worker")
    lost = frozenset({component("worker")})
    (loss,) = lost_per_second(drawn, evaluate(drawn, CATALOGUE, load(50), lost))
    assert (loss.cause, loss.node, round(loss.requests)) == ("waiting", "worker", 50)


def test_what_comes_to_a_lost_server_while_somebody_waits_is_lost() -> None:
    drawn = chain("client", "server")
    lost = frozenset({component("server")})
    (loss,) = lost_per_second(drawn, evaluate(drawn, CATALOGUE, load(50), lost))
    assert (loss.cause, loss.node) == ("down", "server")
