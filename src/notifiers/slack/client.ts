import { type Logger, LogLevel, WebClient } from '@slack/web-api';

export interface SlackOptions {
  /** A bot's: `xoxb-…`. It comes from the environment and is told to nobody but Slack. */
  readonly token: string;
  /** Another endpoint than Slack's: `http://localhost:8080/api/`. */
  readonly slackApiUrl?: string | undefined;
  /** The reaction that acknowledges: `eyes`. */
  readonly acknowledgement?: string | undefined;
  /** Milliseconds until a call without an answer is given up. */
  readonly timeout?: number | undefined;
}

/** It retries nothing: only the outbox knows whether a message may have arrived. */
export const clientOf = ({ token, slackApiUrl, timeout = 10_000 }: SlackOptions): WebClient =>
  new WebClient(token, {
    ...(slackApiUrl !== undefined && { slackApiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout,
    logger: silent,
  });

const nothing = () => undefined;

/** What went wrong comes back as an outcome. The SDK's own words would go to the console, with what was sent. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
