"""Deciding the responses of risks, and taking the decision back."""

from __future__ import annotations

from typing import cast

from riskcast.model.risk import ResponseState, Risk
from riskcast.model.scenario.changes import Activate, Deactivate
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import found_in


def make_respond(draft: Draft, change: Activate | Deactivate, remarks: Remarks) -> None:
    """Give the responses of risks another state; what is done stays done."""
    state = ResponseState.ACTIVE if isinstance(change, Activate) else ResponseState.PLANNED
    for row, named in found_in(draft, "risks", change.target, remarks, change.verb):
        risk = cast("Risk", draft.rows("risks")[row])
        if risk.response is None:
            if named:
                text = f"risk {risk.id!r} has no response that could be decided"
                remarks.say("RC404", text, "set its response, or its probability and impacts", change.verb)
        elif risk.response.state is ResponseState.DONE:
            if named and state is ResponseState.PLANNED:
                text = f"the response to risk {risk.id!r} is carried out, and what is past cannot change"
                remarks.say("RC403", text, "leave the change out", change.verb)
        else:
            response = risk.response.model_copy(update={"state": state})
            draft.put("risks", row, risk.model_copy(update={"response": response}))
