# syntax=docker/dockerfile:1
# One image for `dyspozytor serve`, `worker` and `migrate`.

FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin dyspozytor && \
    install -D target/release/dyspozytor /out/dyspozytor

FROM debian:bookworm-slim
# Time zones: office hours are counted in Europe/Warsaw. Certificates of authorities are built into the program.
RUN apt-get update && \
    apt-get install -y --no-install-recommends tzdata && \
    rm -rf /var/lib/apt/lists/* && \
    useradd --uid 10001 --user-group --create-home --home-dir /srv/dyspozytor --shell /usr/sbin/nologin dyspozytor
COPY --from=build /out/dyspozytor /usr/local/bin/dyspozytor
COPY config /srv/dyspozytor/config
RUN install -d -o dyspozytor -g dyspozytor -m 700 /srv/dyspozytor/attachments
USER dyspozytor
WORKDIR /srv/dyspozytor
ENV DYSPOZYTOR__SERVER__LISTEN=0.0.0.0:8080 \
    DYSPOZYTOR__LOG__FORMAT=json
EXPOSE 8080
# Ready = the database answers and its schema is the program's. Bash speaks HTTP here, so that the image needs no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dyspozytor"]
CMD ["serve", "--config", "config/dyspozytor.toml"]
