import type { ZvonobotContext } from '../context';
import { jsonObject } from '../jsonText';
import { presentCall } from '../present';
import type { Action, ApiCall, Attempt } from '../store/entities';
import type { Surprises } from '../surprises';

/** Sends status changes to the webhooks of calls; skips calls that have none. */
export function tellStatus(context: ZvonobotContext, calls: readonly ApiCall[]): void {
	const heard = calls.filter(({ webhookUrl }) => webhookUrl !== null);
	for (const group of groups(context, heard)) {
		const [first] = group;
		if (!first?.webhookUrl) continue;
		const parameters = jsonObject(first.webhookParameters ?? '{}');
		const shape = context.surprises.statusWebhooks;
		// As they are now: by the time of a later try they may have moved on.
		const told = group.map((call) => presentCall(context, call));
		context.webhooks.send({
			url: first.webhookUrl,
			headers: headersOf(first.webhookHeaders),
			body: (webhookTry) => {
				for (const call of group) call.webhookTry = webhookTry;
				const current = told.map((call) => ({ ...call, webhookTry }));
				return { ...parameters, ...inShape(shape, current) };
			},
			onReceived: () => {
				for (const call of group) call.webhookSent = 1;
			},
		});
	}
}

/** The calls that one webhook reports: those of the same address, as far as the shape holds several. */
function groups({ surprises }: ZvonobotContext, calls: readonly ApiCall[]): ApiCall[][] {
	const size = surprises.statusWebhooks === 'wrapped' ? surprises.callsInWebhook : 1;
	const open = new Map<string, ApiCall[]>();
	const all: ApiCall[][] = [];
	for (const call of calls) {
		const { webhookUrl, webhookParameters, webhookHeaders } = call;
		const key = JSON.stringify([webhookUrl, webhookParameters, webhookHeaders]);
		let group = open.get(key);
		if (!group || group.length >= size) {
			group = [];
			open.set(key, group);
			all.push(group);
		}
		group.push(call);
	}
	return all;
}

type Told = ReturnType<typeof presentCall>;

function inShape(shape: Surprises['statusWebhooks'], calls: readonly Told[]): object {
	const [first] = calls;
	switch (shape) {
		case 'wrapped':
			return { apiCalls: calls };
		case 'flat':
			return { ...first };
		case 'call':
			return { call: { ...first?.calls.at(-1), apicallId: first?.id } };
	}
}

/** Sends the person's answer to the webhook of its action; skips an action that has none. */
export function sendAnswer(
	{ webhooks, surprises }: ZvonobotContext,
	{ id, phone }: ApiCall,
	{ answers }: Attempt,
	answer: number | string,
	{ webhookUrl, webhookParameters, webhookHeaders }: Action,
): void {
	if (!webhookUrl) return;
	const call = {
		phone,
		answer: writtenAnswer(answer, surprises.digits),
		apicallId: id,
		ivr_answers: `|${answers.join('|')}|`,
	};
	webhooks.send({
		url: webhookUrl,
		headers: headersOf(webhookHeaders),
		body: () => ({ ...jsonObject(webhookParameters ?? '{}'), call }),
	});
}

/** A person who stayed on the line gave no answer. */
function writtenAnswer(answer: number | string, digits: 'number' | 'text'): number | string {
	if (answer === -1) return '';
	return digits === 'text' ? String(answer) : answer;
}

function headersOf(text: string | null | undefined): Record<string, string> {
	return Object.fromEntries(
		Object.entries(jsonObject(text ?? '{}') ?? {}).map(([name, value]) => [name, String(value)]),
	);
}
