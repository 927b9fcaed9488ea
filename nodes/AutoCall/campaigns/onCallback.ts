import { sleep } from 'n8n-workflow';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { ApiFailure } from '../../shared/transport/apiFailure';
import type { ApiRequest } from '../../shared/transport/apiRequest';
import type { RateLimiter } from '../../shared/transport/rateLimiter';
import { autoCall } from '../service/transport';
import { finalStates } from './currentState';
import { KINDS } from './kinds';
import { Polls, ReportRequests, type Poll } from './polls';
import { waitNamedBy } from './resumeAddress';

/** Where AutoCall.kz reports to while an execution waits; n8n serves it for such executions only. */
export const RESUME_WEBHOOKS: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		restartWebhook: true,
	},
];

/** How long one response may take, in ms. */
const RESPONSE_TIMEOUT_MS = 10_000;
/** How long a request may wait for the rate limit, in ms: until the next minute. */
const MAX_WAIT_MS = 65_000;
/** When a failed poll is repeated, in ms each after the one before. */
const REPEAT_AFTER_MS = [5_000, 10_000];

const clock = { now: () => performance.now(), sleep };
const polls = new Polls(clock);
const requests = new WeakMap<RateLimiter, ReportRequests>();

/**
 * Handles a report of AutoCall.kz to the address of an execution that waits for its campaigns. Its body isn't
 * documented and anybody could send it, so it is not read: the campaigns themselves are fetched, and the
 * execution continues when all of them are over.
 *
 * @returns the campaigns with their final state; nothing but a thank-you while one isn't over; a 401 when
 * the address lacks the token of the wait, and a 503 when the campaigns can't be fetched
 */
export async function onCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const wait = waitNamedBy(context);
	if (wait === undefined) return refuse(context, 401);
	const thanks = { webhookResponse: { received: true } };
	try {
		const campaigns = await polls.report(wait, async (poll) => await patientPoll(context, poll));
		return campaigns ? { ...thanks, workflowData: [campaigns] } : thanks;
	} catch (error) {
		// Thrown, it would end the execution: n8n resumes it with the error of a webhook.
		context.logger.warn(`AutoCall: the campaign could not be fetched: ${(error as Error).message}`);
		return refuse(context, 503);
	}
}

function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).json({ received: false });
	return { noWebhookResponse: true };
}

/** Polls again after a server error: no other report may come. */
async function patientPoll(
	context: IWebhookFunctions,
	poll: Poll,
	[wait, ...waits] = REPEAT_AFTER_MS,
): Promise<INodeExecutionData[] | undefined> {
	return await pollOnce(context, poll).catch(async (error: unknown) => {
		if (wait === undefined || !mayPass(error)) throw error;
		await sleep(wait);
		return await patientPoll(context, poll, waits);
	});
}

async function pollOnce(
	context: IWebhookFunctions,
	{ over, begin }: Poll,
): Promise<INodeExecutionData[] | undefined> {
	const items = context.evaluateExpression('{{ $input.all() }}') as unknown as INodeExecutionData[];
	const kind = KINDS[context.getNodeParameter('resource') as keyof typeof KINDS];
	const share = requestsWith((await autoCall.accountOf(context)).rateLimiter);
	const ask = async (request: ApiRequest) =>
		await share.send(async () => {
			begin();
			return await autoCall.send<IDataObject>(context, {
				...request,
				// The poll is repeated as a whole, and later.
				repeatable: false,
				responseTimeoutMs: RESPONSE_TIMEOUT_MS,
				maxWaitMs: MAX_WAIT_MS,
			});
		});
	return await finalStates(items, kind, ask, over);
}

function requestsWith(rateLimiter: RateLimiter): ReportRequests {
	const share = requests.get(rateLimiter) ?? new ReportRequests(clock);
	requests.set(rateLimiter, share);
	return share;
}

/** Whether a failure may pass soon: not a refusal of the service. */
function mayPass(error: unknown): boolean {
	if (!(error instanceof ApiFailure)) return false;
	const { status = 500 } = error.details;
	return status < 300 || status >= 500 || status === 429;
}
