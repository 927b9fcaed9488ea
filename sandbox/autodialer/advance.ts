import { formatDateTime } from '../clock';
import { deterministic } from '../random';
import { isOwnMachine } from '../simulation/callback';
import type { AutodialerContext, DialedRow, HistoryRecord } from './context';

/** The words of people that the dialer recognises. */
const ANSWERS = ['да', 'нет', ''];

/**
 * Tries each row once that may be called now: within its hours, or at any time of day where it has none.
 * The seed, the number and the try decide how a call ends.
 *
 * @returns whether any was called
 */
export function advanceOnce(context: AutodialerContext): boolean {
	const now = context.clock.timeOfDay();
	const due = context.rows.filter(
		({ isOver, start, stop }) =>
			!isOver && (start === undefined || now >= start) && (stop === undefined || now < stop),
	);
	for (const row of due) call(context, row);
	return due.length > 0;
}

function call(context: AutodialerContext, row: DialedRow): void {
	const { seed, clock, history, tellsZone } = context;
	row.tries += 1;
	const chance = deterministic(seed, `${row.phone}:${row.tries}`);
	const isReached = chance < 0.7;
	row.isOver = isReached || row.tries >= row.maxcount;
	const time = formatDateTime(clock.current());
	const record: HistoryRecord = {
		QUERY_ID: Number(row.taskId.slice(-9)),
		DST: row.phone,
		TIME: tellsZone ? `${time} ${clock.current().toFormat('ZZZ')}` : time,
		CODE: isReached ? 'ANSWERED 16' : 'NOANSWER 19',
		SEC: isReached ? 5 + Math.floor(chance * 60) : 0,
	};
	history.push(record);
	if (row.isOver) tell(context, record, ANSWERS[Math.floor(chance * 1000) % 3] ?? '');
}

/** Sends the webhook that is set up in the dialer. Only to this machine: a sandbox reaches nobody else. */
function tell(context: AutodialerContext, { DST, SEC }: HistoryRecord, answer: string): void {
	const { webhook, origin, sending, closing } = context;
	if (!webhook || !isOwnMachine(webhook.url)) return;
	const { url, method, form, names } = webhook;
	const told = {
		[names.number]: DST,
		[names.duration]: String(SEC),
		[names.recording]: SEC > 0 ? `${origin}/records/${DST}.wav` : '',
		[names.answer]: SEC > 0 ? answer : '',
	};
	const encoded = new URLSearchParams(told);
	const isInUrl = method === 'GET' || form === 'query';
	const sent = fetch(isInUrl ? `${url}?${encoded}` : url, {
		method,
		signal: AbortSignal.any([closing, AbortSignal.timeout(5000)]),
		...(!isInUrl &&
			(form === 'form'
				? { body: encoded }
				: {
						body: JSON.stringify(told),
						headers: { 'Content-Type': 'application/json' },
					})),
	}).then(
		async (response) => await response.body?.cancel(),
		() => undefined,
	);
	sending.add(sent);
	void sent.finally(() => sending.delete(sent));
}
