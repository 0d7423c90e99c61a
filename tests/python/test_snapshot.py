"""A copy of a register beside work that goes on."""

import pytest

import safar as sf


def test_a_snapshot_is_read_while_the_register_is_written(tmp_path):
    keys = sf.keys.file(tmp_path / "mali.key")
    with sf.Register.create(tmp_path / "mali.safar", office="BKO", programme="ML-JI", keys=keys) as register:
        with register.session(actor="fatou.d", role="intake_clerk") as clerk:
            clerk.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="Mariam")]))
            copy = clerk.snapshot(tmp_path / "copy.safar")
            with pytest.raises(sf.ExistsError):
                clerk.snapshot(copy)
            clerk.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(given_name="Awa")]))
            with sf.Register.open(copy, keys=keys, read_only=True) as read, read.session(actor="a.t", role="finance_officer", purpose="casework") as analyst:
                assert len(analyst.query("cases").to_dicts()) == 1
        with pytest.raises(sf.SafarError):
            sf.Register.open(copy, keys=keys)
