"""Rows of the inbox's list: what gives way where room is short."""

from __future__ import annotations

import pytest

from engine.mail import Email
from engine.mission import Mission
from engine.phases import InboxState
from engine.shared import Came
from tests.shipped import shipped
from tests.tui.snapshot import WIDE
from tests.tui.stage import session_of
from tui.inbox.mail_list import ListLook, list_row
from tui.inbox.threads import Thread
from tui.inbox.view import LIST_WIDTH


def row_of_mail(mission: Mission, mail: Email, *, fresh: bool) -> str:
    """The last line of a mail's row in the list beside the page."""
    shared = session_of(mission).state.shared
    shared = shared.model_copy(update={"came": (Came(mail=mail.id, minute=541),), "opened": ()})
    look = ListLook(LIST_WIDTH - 5, with_day=False, fresh=frozenset({mail.id} if fresh else ()))
    thread = Thread(id=mail.id, mails=(mail,))
    own = InboxState(phase=mission.phases[0].id)
    return list_row(mission, shared, own, thread, look).lines[-1].plain


@pytest.mark.parametrize("fresh", [False, True])
def test_no_role_is_cut_whatever_marks_stand_behind_it(fresh: bool) -> None:
    assert WIDE[0] > LIST_WIDTH
    for mission in shipped().missions:
        for mail in mission.email_by_id.values():
            person = mission.person_by_id.get(mail.sender)
            if person is None or mission.phases[0].kind != "email_discovery":
                continue
            row = row_of_mail(mission, mail, fresh=fresh)
            assert person.role in row and "…" not in row, f"{mission.card.code} {mail.id}: {row}"
            assert len(row) <= LIST_WIDTH - 5
            assert ("▲" in row) == (mail.metadata.priority == "high"), row
            assert ("▤" in row) == any(not file.locked for file in mail.attachments), row


def test_marks_keep_their_words_where_there_is_room() -> None:
    mission = shipped().mission("urgent-performance")
    mail = mission.email_by_id["urgent-system-performance"]
    assert row_of_mail(mission, mail, fresh=False).endswith("▲ high  ▤ 1")
