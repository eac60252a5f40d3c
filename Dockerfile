# The site in one small image: docker build -t newsroom .
# Nothing in it is ever written to; what the site writes goes to /var/lib/newsroom, a volume.

FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /srv/newsroom
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --all-extras --no-default-groups --compile-bytecode --python /usr/local/bin/python
COPY . .
RUN python -m compileall -q articles comments newsroom

FROM python:3.13-slim
# pg_dump and pg_restore, for copies of a site on PostgreSQL.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin newsroom \
    && install -d -o newsroom -g newsroom /var/lib/newsroom
WORKDIR /srv/newsroom
COPY --from=build /srv/newsroom /srv/newsroom
ENV PATH=/srv/newsroom/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/newsroom \
    HOST=0.0.0.0
USER newsroom
VOLUME /var/lib/newsroom
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["python", "manage.py"]
CMD ["serve"]
