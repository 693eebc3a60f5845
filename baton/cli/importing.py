# SPDX-License-Identifier: MIT
"""Files brought from the command line, in the same way as on the screen."""

from __future__ import annotations

from pathlib import Path

import click
import yaml
from django.core.files import File

from baton.listening.channels.upload import operations, queries
from baton.listening.channels.upload.mapping import Mapping, MappingProblem, from_dict
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.rows import UnreadableFile
from baton.people.models import Organisation
from baton.places import operations as places
from baton.places.areas import operations as areas
from baton.places.areas.files import FactsUnreadable
from baton.ui.words import count

#: Refused rows named on the screen; the others are in the organisation's uploads.
SHOWN = 20


def import_file(path: Path, organisation: Organisation, map_file: Path | None) -> int:
    """Read the file, say what became of it; 0 if every row of it was read, else 1.

    Each sheet of a workbook and each file in a zip file is read in its turn.
    """
    try:
        with path.open("rb") as file:
            upload = operations.bring(
                File(file), path.name, organisation=organisation, by=None, at_once=True
            )
    except UnreadableFile as problem:
        raise click.ClickException(f"{path.name}: {problem}") from problem
    parts = queries.parts(upload)
    worst = 1 if upload.left_out else 0
    for part in parts:
        try:
            worst = max(worst, _import_part(part, map_file))
        except MappingProblem as problem:
            operations.discard(part, by="system:import")
            if len(parts) == 1:
                raise click.ClickException(f"{path.name}: {problem}") from problem
            click.echo(f"{part.name}: {problem} This part is not read.", err=True)
            worst = 1
    for sentence in upload.left_out:
        click.echo(sentence, err=True)
    return worst


def _import_part(upload: Upload, map_file: Path | None) -> int:
    operations.read_now(upload, _mapping(upload, map_file), _say)
    click.echo("\r" + " " * 60 + "\r", nl=False, err=True)
    if upload.part:
        click.echo(f"{upload.name}: ", nl=False)
    click.echo(
        f"{upload.rows} rows: {upload.received} comments kept, {upload.repeated} here already, "
        f"{upload.without_words} without words, {upload.taken_back} taken back, "
        f"{upload.refused} refused."
    )
    for refused in list(queries.refusals(upload))[:SHOWN]:
        where = f", “{refused.column}”" if refused.column else ""
        click.echo(f"  Row {refused.row}{where}: {refused.reason}", err=True)
    if upload.refused > SHOWN:
        click.echo(f"  … and {upload.refused - SHOWN} more.", err=True)
    for sentence in upload.remarks:
        click.echo(f"  {sentence}", err=True)
    return 1 if upload.refused else 0


def _mapping(upload: Upload, map_file: Path | None) -> Mapping:
    if map_file is None:
        return operations.proposed(upload)
    try:
        data = yaml.safe_load(map_file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise MappingProblem(
            f"{map_file.name} is not text in UTF-8. Save it as UTF-8, and try again."
        ) from problem
    except yaml.YAMLError as problem:
        raise MappingProblem(f"{map_file.name} is not YAML: {problem}") from problem
    except ValueError as problem:
        # Such as 2026-02-31, which YAML takes for a day.
        raise MappingProblem(f"{map_file.name} cannot be read: {problem}.") from problem
    return from_dict(data, upload.header)


def _say(done: int, total: int) -> None:
    click.echo(f"\r{done} of about {total} rows", nl=False, err=True)


def import_services(path: Path, organisation: Organisation) -> int:
    """Read the tree of services; 0 if every row was read, else 1."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            result = places.import_services(file, organisation, by="system:import")
    except (places.ServicesUnreadable, UnicodeDecodeError) as problem:
        raise click.ClickException(f"{path.name}: {problem}") from problem
    click.echo(
        f"{result.added} rows added, {result.known} known already, {len(result.refused)} refused."
    )
    for number, reason in result.refused:
        click.echo(f"  Row {number}: {reason}", err=True)
    return 1 if result.refused else 0


def import_areas(path: Path) -> int:
    """Read a file of areas or postcodes, say what became of it; 0 if all of it was read, else 1."""
    try:
        taken = areas.take(path, _counted)
    except FactsUnreadable as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("\r" + " " * 60 + "\r", nl=False, err=True)
    if taken is None:
        click.echo(f"{path.name} was read before, as it is.")
        return 0
    told = count(taken.areas, "area") if taken.areas else count(taken.postcodes, "postcode")
    nowhere = f", {count(taken.nowhere, 'other')} without a place" if taken.nowhere else ""
    click.echo(f"{path.name}: {told}{nowhere}; {len(taken.refused):,} refused.")
    for refused in taken.refused[:SHOWN]:
        click.echo(f"  {refused.where}: {refused.why}", err=True)
    if len(taken.refused) > SHOWN:
        click.echo(f"  … and {len(taken.refused) - SHOWN:,} more.", err=True)
    return 1 if taken.refused else 0


def _counted(postcodes: int) -> None:
    click.echo(f"\r{count(postcodes, 'postcode')}", nl=False, err=True)
