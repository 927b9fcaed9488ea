import { sleep } from 'n8n-workflow';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { rowsWith } from '../runtime/clientId';
import { omit } from '../runtime/dotPath';
import { isNotFound } from '../transport/apiFailure';
import type { ApiRequest } from '../transport/apiRequest';
import { send } from '../transport/send';
import { AUTOCALL, DELETED, SMS_BULK, type CampaignKind } from './kinds';
import { isUnfinished, withTimedOut } from './waitForCompletion';

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

/** How often an execution's campaigns are asked for at the most, in ms: a report may come for each message. */
const ASK_EVERY_MS = 5_000;
/** When an execution that no callback comes for any more is forgotten, in ms. */
const FORGET_AFTER_MS = 60_000;

/** What is going on for an execution that waits. */
interface Looks {
	/** When it was last asked for, in ms of `performance.now()`. */
	lastAt: number;
	/** Whether another look is due, which all callbacks until then share. */
	isDue: boolean;
	isResumed: boolean;
}

const looks = new Map<string, Looks>();

/**
 * What happens when AutoCall.kz calls the address of an execution that waits for its campaigns. What it
 * sends isn't documented and anybody could send it, so it is not read: the campaigns themselves are asked
 * for, and the execution goes on when all of them are over.
 *
 * @returns the campaigns with their final state; nothing but a thank-you while one isn't over, or a 503
 * when they can't be had
 */
export async function onCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const thanks = { webhookResponse: { received: true } };
	const items = context.evaluateExpression('{{ $input.all() }}') as unknown as INodeExecutionData[];
	const look = looksAt(waitOf(context, items));
	if (look.isDue || look.isResumed) return thanks;
	look.isDue = true;
	const wait = look.lastAt + ASK_EVERY_MS - performance.now();
	if (wait > 0) await sleep(wait);
	look.isDue = false;
	look.lastAt = performance.now();
	let campaigns: INodeExecutionData[];
	try {
		campaigns = await currentStates(context, items);
	} catch (error) {
		// Thrown, it would end the execution: n8n resumes it with the error of a webhook.
		context.logger.warn(
			`AutoCall: the campaign could not be asked for: ${(error as Error).message}`,
		);
		context.getResponseObject().status(503).json({ received: false });
		return { noWebhookResponse: true };
	}
	if (look.isResumed || campaigns.some(isUnfinished)) return thanks;
	look.isResumed = true;
	return { ...thanks, workflowData: [campaigns] };
}

/** What an execution waits for: it may wait again, for other campaigns. */
function waitOf(context: IWebhookFunctions, items: INodeExecutionData[]): string {
	const campaigns = items.map(({ json }) => [json.id, json.client_id]);
	return JSON.stringify([context.getExecutionId(), campaigns]);
}

function looksAt(wait: string): Looks {
	const now = performance.now();
	for (const [other, { lastAt, isDue }] of looks) {
		if (!isDue && now - lastAt > FORGET_AFTER_MS) looks.delete(other);
	}
	const known = looks.get(wait) ?? { lastAt: -Infinity, isDue: false, isResumed: false };
	looks.set(wait, known);
	return known;
}

/** The items that wait, each with its campaign as it is now. */
async function currentStates(
	context: IWebhookFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const kind = context.getNodeParameter('resource') === 'autocall' ? AUTOCALL : SMS_BULK;
	const current: INodeExecutionData[] = [];
	for (const item of items) {
		current.push(isUnfinished(item) ? await currentState(context, kind, item) : item);
	}
	return current;
}

async function currentState(
	context: IWebhookFunctions,
	{ path, page }: CampaignKind,
	item: INodeExecutionData,
): Promise<INodeExecutionData> {
	const ask = async (request: ApiRequest) => await send<IDataObject>(context, request);
	const { id, client_id: clientId } = item.json;
	// An autocall of more than 5,000 numbers gets its ID only when the service has made it.
	const found = id ?? (await rowsWith(ask, [path], clientId as string))[0]?.id;
	if (found === undefined) return item;
	const campaign = await ask({ method: 'GET', path: [path, found as number] }).then(
		({ body }) => omit(body, page),
		(error: unknown) => {
			if (isNotFound(error)) return { status: DELETED };
			throw error;
		},
	);
	return withTimedOut({ ...item, json: { ...item.json, ...campaign } }, false);
}
