import { sleep } from 'n8n-workflow';
import type {
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { ApiFailure } from '../transport/apiFailure';
import type { ApiRequest } from '../transport/apiRequest';
import type { RateLimiter } from '../transport/rateLimiter';
import { Polls, ReportRequests, type Poll } from './polls';
import { waitNamedBy } from './resumeAddress';
import type { Waiting } from './waiting';

/** Where the service reports to while an execution waits; n8n serves it for such executions only. */
export const RESUME_WEBHOOKS: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Blank, so that n8n returns what the node returns.
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];

/** How long one response may take, in ms. */
const RESPONSE_TIMEOUT_MS = 10_000;
/** How long a request may wait for the limit of requests, in ms: until the next minute. */
const MAX_WAIT_MS = 65_000;
/** When a poll that failed is repeated, in ms each after the one before. */
const REPEAT_AFTER_MS = [5_000, 10_000];

const clock = { now: () => performance.now(), sleep };
const polls = new Polls(clock);
const requests = new WeakMap<RateLimiter, ReportRequests>();

/**
 * Creates the handler for calls to the address of a waiting execution. Their content could come from anybody, so
 * it is not read: the things themselves are polled, and the execution goes on when all of them are over.
 *
 * @returns the things with their final state; nothing but a thank-you while one isn't over; a 401 when the
 * address lacks the token of the wait, and a 503 when the things can't be had
 */
export function callbackFor(waiting: Waiting) {
	return async (context: IWebhookFunctions): Promise<IWebhookResponseData> => {
		const wait = waitNamedBy(context, waiting);
		if (wait === undefined) return refuse(context, 401);
		const thanks = { webhookResponse: { received: true } };
		try {
			const items = await polls.report(
				wait,
				async (poll) => await patientPoll(context, waiting, poll),
			);
			return items ? { ...thanks, workflowData: [items] } : thanks;
		} catch (error) {
			const { nodeName } = waiting.transport.service;
			// Thrown, it would end the execution: n8n resumes it with the error of a webhook.
			context.logger.warn(
				`${nodeName}: the ${waiting.things} could not be fetched: ${(error as Error).message}`,
			);
			return refuse(context, 503);
		}
	};
}

function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).json({ received: false });
	return { noWebhookResponse: true };
}

/** A poll that is repeated where the service has a fault: no other report may come. */
async function patientPoll(
	context: IWebhookFunctions,
	waiting: Waiting,
	poll: Poll,
	[wait, ...waits] = REPEAT_AFTER_MS,
): Promise<INodeExecutionData[] | undefined> {
	return await pollOnce(context, waiting, poll).catch(async (error: unknown) => {
		if (wait === undefined || !mayPass(error)) throw error;
		await sleep(wait);
		return await patientPoll(context, waiting, poll, waits);
	});
}

async function pollOnce(
	context: IWebhookFunctions,
	{ transport, finalStates }: Waiting,
	{ over, begin }: Poll,
): Promise<INodeExecutionData[] | undefined> {
	const items = context.evaluateExpression('{{ $input.all() }}') as unknown as INodeExecutionData[];
	const share = requestsWith((await transport.accountOf(context)).rateLimiter);
	const ask = async <Body>(request: ApiRequest) =>
		await share.send(async () => {
			begin();
			return await transport.send<Body>(context, {
				...request,
				// The poll is repeated as a whole, and later.
				repeatable: false,
				responseTimeoutMs: RESPONSE_TIMEOUT_MS,
				maxWaitMs: MAX_WAIT_MS,
			});
		});
	return await finalStates(context, items, ask, over);
}

function requestsWith(rateLimiter: RateLimiter): ReportRequests {
	const share = requests.get(rateLimiter) ?? new ReportRequests(clock);
	requests.set(rateLimiter, share);
	return share;
}

/** Whether what has failed may go well a little later: not what the service itself refuses. */
function mayPass(error: unknown): boolean {
	if (!(error instanceof ApiFailure)) return false;
	const { status = 500, unreadableBody } = error.details;
	return Boolean(unreadableBody) || status < 300 || status >= 500 || status === 429;
}
