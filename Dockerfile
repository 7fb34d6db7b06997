# gatelint and nothing else, run by nobody:
#
#   docker build --tag gatelint .
#   docker run --rm --network none --volume "$PWD:/work:ro" gatelint check
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG COMMIT=
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.commit=$COMMIT" -o /gatelint ./cmd/gatelint

FROM scratch
COPY --from=build /src/LICENSE /LICENSE
COPY --from=build /gatelint /gatelint
WORKDIR /work
USER 65534:65534
ENTRYPOINT ["/gatelint"]
CMD ["check"]
