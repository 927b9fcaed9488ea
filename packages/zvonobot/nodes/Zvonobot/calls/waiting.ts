import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../../../../../nodes/shared/call/operationCall';
import { simplified } from '../../../../../nodes/shared/execution/results';
import { assertReachable, resumeUrlOf } from '../../../../../nodes/shared/waiting/resumeAddress';
import {
	checkWait,
	waitFields as fieldsFor,
	waits,
} from '../../../../../nodes/shared/waiting/waitForCompletion';
import { isFailed, withTimedOut, type Waiting } from '../../../../../nodes/shared/waiting/waiting';
import { zvonobot } from '../service/transport';
import { MOST_IN_REQUEST } from './contacts';
import type { CallPlan } from './createCalls';
import { fetchCalls } from './fetchCalls';
import { WEBHOOK_URL_MAX } from './ivrs';
import { hasEnded, presentCall, SIMPLE_CALL } from '../service/presentCall';

/** The wait for calls: each is over once the person was reached, or was not. */
export const CALL_WAITING: Waiting = {
	transport: zvonobot,
	things: 'calls',
	contextKey: 'zvonobotWait',
	addressMax: WEBHOOK_URL_MAX,
	otherAddress: { parameter: 'additionalFields.webhookUrl', label: 'Webhook URL' },
	trigger: { node: 'Zvonobot Trigger', event: 'Call Finished' },
	isUnfinished,
	async finalStates(_context, items, ask, over = new Map()) {
		const open = [...items.entries()].filter(
			([index, item]) => isUnfinished(item) && !over.has(index),
		);
		for (let start = 0; start < open.length; start += MOST_IN_REQUEST) {
			const part = open.slice(start, start + MOST_IN_REQUEST);
			const ids = part.map(([, { json }]) => Number(json.id));
			const calls = await fetchCalls(async (request) => await ask(request), ids, false);
			for (const [index, item] of part) {
				const state = finalState(item, calls.get(Number(item.json.id)));
				if (state) over.set(index, state);
			}
		}
		const areOver = open.every(([index]) => over.has(index));
		return areOver ? items.map((item, index) => over.get(index) ?? item) : undefined;
	},
};

/** Wait for Completion with its time limit. */
export const waitFields = fieldsFor(
	zvonobot.service,
	'Whether to go on only when all calls are over. The output then says how each went, and what was answered.',
);

/**
 * Checks what a wait needs before anyone is called; without Wait for Completion there is nothing to check.
 *
 * @throws NodeOperationError
 */
export function checkCallWait(call: OperationCall, { contacts }: Pick<CallPlan, 'contacts'>): void {
	checkWait(call, CALL_WAITING);
	if (!waits(call) || contacts.count <= MOST_IN_REQUEST) return;
	throw call.parameters.invalid(
		'Wait for Completion',
		`takes at most ${MOST_IN_REQUEST} calls, but there are ${contacts.count}`,
		'Nothing was sent. Each call reports to n8n several times, and more would keep it busy. Turn it off, and let a workflow start with Zvonobot Trigger → Call Finished; or split the items with Loop Over Items.',
	);
}

/**
 * The part of a create's body that makes the calls report to this execution; empty where it doesn't wait.
 *
 * @throws NodeOperationError when Zvonobot can't reach this n8n
 */
export async function reportAddress(call: OperationCall): Promise<IDataObject> {
	if (!waits(call)) return {};
	const webhookUrl = resumeUrlOf(call, CALL_WAITING);
	await assertReachable(call, webhookUrl, CALL_WAITING);
	return { webhookUrl };
}

function isUnfinished(item: INodeExecutionData): boolean {
	return !isFailed(item) && item.json.status === 'created';
}

/** A call that is over, or that was deleted; undefined for one that goes on. */
function finalState(
	item: INodeExecutionData,
	record: IDataObject | undefined,
): INodeExecutionData | undefined {
	const state = record ? presentCall(record) : { status: 'notFound' };
	if (record && !hasEnded(state.status)) return undefined;
	const json = { ...item.json, ...simplified(state, SIMPLE_CALL) };
	return withTimedOut({ ...item, json }, false);
}
