# Newstally in a container. The folder /data holds newstally.toml, archive and ledger.
#   docker build -t newstally .
#   docker run -v "$PWD:/data" newstally crawl
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY crawler/ crawler/
COPY extract/ extract/
COPY pipeline/ pipeline/
COPY fixtures/sites/ fixtures/sites/
# Its subpackages are links to the folders above.
COPY newstally/ newstally/
RUN python -m venv /opt/newstally \
    && /opt/newstally/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt ".[notify]"

FROM python:3.12-slim
COPY --from=build /opt/newstally /opt/newstally
ENV PATH=/opt/newstally/bin:$PATH \
    PYTHONUNBUFFERED=1
RUN useradd --uid 10001 --create-home newstally \
    && install -d -o newstally /data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8347
ENTRYPOINT ["newstally"]
CMD ["run"]
