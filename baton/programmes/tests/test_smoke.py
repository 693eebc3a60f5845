import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_all(meena, begun, stakeholder, signed_in):
    p = begun(template="redesign")
    c = signed_in(meena)
    from baton.programmes import operations

    s = operations.add_pathway_step(p, "The letter", by=meena)
    stakeholder("Healthwatch Soar", p)
    stakeholder("Other")
    step = p.steps.first()
    a = [p.public_id]
    for n, args in (
        [
            ("list", []),
            ("begin", []),
            ("calendar", []),
            ("objectives", []),
            ("add_objective", []),
            ("programme", a),
            ("change", a),
            ("end", a),
            ("steps", a),
            ("add_step", a),
            ("pathway", a),
            ("add_pathway_step", a),
        ]
        + [(n, a + ["needs"]) for n in ("stage", "close_stage", "leave_out", "plan_stage", "roles")]
        + [(n, a + [step.public_id]) for n in ("step", "change_step", "not_needed")]
        + [(n, a + [s.public_id]) for n in ("pathway_step", "change_pathway_step")]
    ):
        r = c.get(reverse("programmes:" + n, args=args))
        assert r.status_code == 200, (n, r.status_code)
