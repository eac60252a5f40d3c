"""What comes with the site to run it: every file is valid, and says what the settings need."""

import re
import shutil
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import get_commands

from newsroom import gate
from newsroom.environment import ROOT
from tests.architecture.test_docs import settings_read

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web1", "web2", "work")
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_the_containers_are_those_of_a_whole_site() -> None:
    assert SERVICES.keys() == {"postgres", "redis", *OURS, "nginx"}
    assert all(SERVICES[name]["command"][0] in get_commands() for name in OURS)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_can_write_to_itself_or_gain_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["security_opt"] == ["no-new-privileges:true"]
    # PostgreSQL's image begins as root, to own its data, and then steps down by itself.
    assert name == "postgres" or service["cap_drop"] == ["ALL"]
    assert "privileged" not in service


def test_every_setting_of_the_containers_is_one_that_the_site_reads() -> None:
    given = SERVICES["web1"]["environment"]
    assert given.keys() <= settings_read()
    assert given["TRUSTED_PROXIES"] == "1"
    assert given["WORKER"] == "0"
    wanted = {name for name, value in given.items() if ":?" in value}
    assert {"SECRET_KEY", "SITE_URL", "EMAIL_URL"} <= wanted


def test_one_web_node_serves_while_the_other_starts() -> None:
    assert SERVICES["web2"]["depends_on"]["web1"] == {"condition": "service_healthy"}
    for name in ("web1", "web2", "work"):
        after = SERVICES[name]["depends_on"]["migrate"]
        assert after == {"condition": "service_completed_successfully"}


def test_every_volume_and_file_that_the_containers_name_is_there() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            known = source in COMPOSE["volumes"] or (ROOT / source).exists()
            assert known or source == "./deploy/tls", source


def test_the_image_runs_as_nobody_in_particular_and_holds_only_what_it_needs() -> None:
    stages = DOCKERFILE.split("\nFROM ")
    assert len(stages) == 3
    assert "\nUSER newsroom\n" in stages[-1]
    assert stages[-1].index("USER newsroom") < stages[-1].index("ENTRYPOINT")
    assert "uv sync --frozen" in stages[1]
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    allowed = {line[1:].rstrip("/") for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in allowed)
    assert not allowed & {"var", ".env", ".git", "tests", "deploy"}


def test_images_come_from_where_everybody_has_them() -> None:
    named = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    named += [service["image"] for service in SERVICES.values()]
    assert {name.partition(":")[0] for name in named} == {
        "python", "postgres", "redis", "nginx", "newsroom",
    }  # fmt: skip


def test_the_example_of_an_environment_names_real_settings() -> None:
    lines = (DEPLOY / "newsroom.env").read_text().splitlines()
    named = {
        line.removeprefix("# ").partition("=")[0]
        for line in lines
        if re.match(r"(# )?[A-Z_]+=", line)
    }
    assert named - {"POSTGRES_PASSWORD"} <= settings_read()
    assert not any(line.startswith("SECRET_KEY=") and line != "SECRET_KEY=" for line in lines)


def certificate(folder: Path) -> None:
    """One that nobody trusts, for nginx to load."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now,
                                   now + timedelta(days=1)).sign(key, hashes.SHA256())  # fmt: skip
    folder.mkdir()
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    ssl.create_default_context().load_cert_chain(folder / "fullchain.pem", folder / "privkey.pem")


NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
@pytest.mark.parametrize("where", ["machine", "containers"])
def test_nginx_accepts_its_configuration(where: str, tmp_path: Path) -> None:
    certificate(tmp_path / "tls")
    text = (DEPLOY / "nginx.conf").read_text()
    for path in ("/var/log/nginx", "/var/lib/nginx", "/run"):
        text = text.replace(f" {path}/", f" {tmp_path}/")
    text = re.sub(r"listen (\[::\]:)?(80|443)\b", r"listen \g<1>18\2", text)
    (tmp_path / "nginx.conf").write_text(text)
    (tmp_path / "newsroom").mkdir()
    upstream = (DEPLOY / "newsroom" / f"{where}.conf").read_text()
    (tmp_path / "newsroom" / "machine.conf").write_text(re.sub(r"web[12]:", "127.0.0.1:", upstream))
    assert NGINX
    said = subprocess.run(
        [NGINX, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr


def test_nginx_sends_readers_to_every_web_node_of_the_containers() -> None:
    text = (DEPLOY / "newsroom" / "containers.conf").read_text()
    serving = {name for name, service in SERVICES.items() if service.get("command") == ["serve"]}
    assert set(re.findall(r"server (\w+):8000 ", text)) == serving
    assert SERVICES["nginx"]["depends_on"].keys() == serving


def test_nginx_takes_no_larger_bodies_than_the_site() -> None:
    text = (DEPLOY / "nginx.conf").read_text()
    assert f"client_max_body_size {gate.READER_BYTES};" in text
    assert f"client_max_body_size {gate.STAFF_BYTES};" in text


def test_nginx_passes_on_nothing_that_a_visitor_claims_of_themselves() -> None:
    text = (DEPLOY / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in text
    assert "proxy_add_x_forwarded_for" not in text
    assert "$remote_addr" not in re.findall(r"log_format[^;]+;", text)[0]
    # A `proxy_set_header` in a location would drop all of those above it.
    assert not re.findall(r"\n {8,}proxy_set_header|\n {8,}add_header", text)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_every_unit(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text().replace("/srv/newsroom/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace("/srv/newsroom", str(ROOT)))
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True, text=True, check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    about_ours = [line for line in said.stderr.splitlines() if "newsroom" in line]
    assert about_ours == []


def test_every_unit_runs_commands_that_there_are() -> None:
    named = {
        command for unit in UNITS for command in re.findall(r"manage\.py (\w+)", unit.read_text())
    }
    assert {"serve", "work", "backup", "migrate"} <= named <= get_commands().keys()
