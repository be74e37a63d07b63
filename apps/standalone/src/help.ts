export const HELP = `Bookonce: links that can be used to book exactly one meeting.

npm start                 all services in this process, everything kept under DATA_DIR

npm start -- --accept-new-key
                          goes on although history was written with another secret key, which is lost

Set by environment variables:
  PORT                    port to listen on                            3000
  HOST                    address to listen on                         127.0.0.1
  DATA_DIR                folder of all data                           ./data
  BASE_URL                prefix of links                              http://localhost:PORT
  TOKEN_LENGTH            characters of a link's token, 8 at least     22
  SMTP_URL                mail server; without it mails are kept in DATA_DIR/mails
  MAIL_FROM               sender of all mails                          Bookonce <bookonce@localhost>
  MAIL_LANGUAGE           en or de: mails to hosts, and to attendees whose browser names neither  en
  TRUST_PROXY             proxies whose X-Forwarded-For is believed: addresses, networks, loopback; none by default
  METRICS_TOKEN           bearer token that reads /metrics, 16 characters at least; without it, only API keys do
  PRIVATE_HOSTS           where calendars may be in a private network: host names, addresses, networks; none by default
  ALLOW_PRIVATE_NETWORK   true: calendars may be anywhere, and on plain HTTP, for development   false
  CALENDAR_POLL_MINUTES   minutes between two reads of a connected calendar  5
  CALENDAR_HORIZON_DAYS   how far ahead events in connected calendars count  400
  LOG_LEVEL               fatal, error, warn, info, debug, trace, silent  info
  VIEW_RETENTION_HOURS    how long views of another release are kept   24
  BOOKONCE_TEST_CLOCK     an instant such as 2026-03-01T09:00:00Z: the clock stands there and moves only by
                          POST /v1/test/clock; refused where NODE_ENV is production

Stops on SIGTERM and SIGINT after answering the requests in flight.
`;
