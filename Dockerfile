# Two stages: the first has pip and builds one folder, the second runs it.
# The server listens on one port, keeps everything in /data and needs no other writable folder.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
# The environment has no pip of its own; the one of this stage fills it.
RUN python -m venv --without-pip /opt/messenger
COPY requirements.lock requirements-build.lock ./
RUN pip --python /opt/messenger install --no-compile --require-hashes --no-deps -r requirements.lock \
    && pip install --require-hashes --no-deps -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY messenger messenger
COPY migrations migrations
COPY static static
RUN pip wheel --no-build-isolation --no-deps --wheel-dir dist . \
    && pip --python /opt/messenger install --no-compile --no-deps --no-index dist/*.whl \
    && python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/messenger/lib

FROM python:${PYTHON}-slim
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/ensurepip \
        /usr/local/lib/python3*/site-packages/pip* \
    && groupadd --system --gid 10001 messenger \
    && useradd --system --uid 10001 --gid messenger --home-dir /data --shell /usr/sbin/nologin messenger \
    && install --directory --owner=messenger --group=messenger --mode=0700 /data \
    # The volume of PostgreSQL's socket takes its rights from whichever container comes first.
    && install --directory --mode=3777 /run/postgresql
COPY --from=build /opt/messenger /opt/messenger
# Uvicorn carries about half as many messages more on a core (docs/FIGURES.md).
ENV PATH=/opt/messenger/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 MESSENGER_SERVER=uvicorn
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["messenger"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000", "--data-dir", "/data"]
