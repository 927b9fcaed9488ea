import { silentMp3 } from '../audio';
import { billCampaign } from '../billing';
import type { SandboxContext } from '../context';
import { callsOf, presentAutocallDetail } from '../handlers/presentAutocall';
import { notify } from '../notify';
import { interactiveCallSeconds, tariffs } from '../prices';
import { deterministic, pickWeighted } from '../random';
import { fillIn, segmentCount } from '../sms';
import type { Autocall, Call, FinalCallStatus } from '../store/entities';
import { sendCallback } from './callback';

const outcomeWeights: ReadonlyArray<readonly [FinalCallStatus, number]> = [
	['success', 55],
	['no_answer', 20],
	['busy', 10],
	['error', 6],
	['recalled', 6],
	['spam', 3],
];

/** A quarter of an autocall is called in one step, but never fewer than this. */
const smallestBatch = 10;

/** Places the next batch of calls of a running autocall, or finishes it when none is left. */
export function runAutocall(context: SandboxContext, autocall: Autocall): void {
	const calls = callsOf(context.store, autocall);
	const queue = calls
		.filter(({ status }) => status === 'in_queue')
		.sort((a, b) => a.tries - b.tries || a.id - b.id);
	if (queue.length === 0) {
		finishAutocall(context, autocall, calls);
		return;
	}
	const batch = Math.max(smallestBatch, Math.ceil(calls.length / 4));
	const seconds = playingTime(context, autocall);
	for (const call of queue.slice(0, batch)) placeCall(context, autocall, call, seconds);
	autocall.updated_at = context.clock.timestamp();
}

/** Seconds of the longest sound of the autocall, or the most an interactive call takes. */
function playingTime({ store }: SandboxContext, { type, audio_id: soundIds }: Autocall): number {
	if (type === 'interactive') return interactiveCallSeconds;
	return Math.max(1, ...(soundIds ?? []).map((id) => store.sounds.get(id)?.duration ?? 1));
}

function placeCall(
	{ store, clock, seed }: SandboxContext,
	autocall: Autocall,
	call: Call,
	seconds: number,
): void {
	const now = clock.timestamp();
	call.tries += 1;
	const chance = (what: string) => deterministic(seed, `${what}:${call.number}:${call.tries}`);
	const outcome =
		store.callOutcomes.get(call.number) ?? pickWeighted(outcomeWeights, chance('call'));
	call.date_tries = [...(call.date_tries ?? []), now];
	call.status_tries = [...(call.status_tries ?? []), outcome];
	call.last_try_at = now;
	call.updated_at = now;
	const unanswered = outcome === 'no_answer' || outcome === 'busy';
	if (unanswered && call.tries < autocall.max_tries) return;
	call.status = outcome;
	if (outcome === 'recalled') call.r_duration = 1 + Math.floor(chance('recall') * 30);
	if (outcome !== 'success') return;
	call.duration = Math.max(1, Math.ceil(seconds * (0.5 + chance('length') / 2)));
	if (autocall.record || autocall.type === 'interactive') call.recording = silentMp3(call.duration);
	if (autocall.type === 'interactive') {
		call.data = {
			answer: chance('answer') < 0.7 ? '1' : '2',
			record: `answer-${autocall.id}-${call.id}.mp3`,
		};
	}
}

function finishAutocall(context: SandboxContext, autocall: Autocall, calls: Call[]): void {
	const { store, clock } = context;
	autocall.status = 'completed';
	autocall.finished_at = clock.timestamp();
	autocall.updated_at = autocall.finished_at;
	const cost = finalCost(context, autocall, calls);
	billCampaign(context, autocall, cost, `Обзвон «${autocall.name}»`);
	markNonexistent(context, calls);
	notify(context, 'AutocallFinished', { id: autocall.id, name: autocall.name });
	sendCallback(context, autocall.callback_url, presentAutocallDetail(store, autocall));
}

/** Tenge for seconds talked, seconds recorded and the SMS that follow calls. */
function finalCost({ store }: SandboxContext, autocall: Autocall, calls: readonly Call[]): number {
	const prices = tariffs[store.tariff];
	const perSecond = prices.call_price + (autocall.record ? prices.recording_price : 0);
	const cost = calls.reduce(
		(sum, call) =>
			sum + call.duration * perSecond + followUpSegments(autocall, call) * prices.sms_price,
		0,
	);
	return Number(cost.toFixed(2));
}

function followUpSegments(autocall: Autocall, { status, variables }: Call): number {
	const unanswered = status === 'no_answer' || status === 'busy';
	let text: string | null = null;
	if (autocall.sms && status === 'success') text = autocall.text;
	if (autocall.sms_unanswered && unanswered) text = autocall.text_unanswered;
	return text === null ? 0 : segmentCount(fillIn(text, variables));
}

/** Marks in every list the contacts whose numbers do not exist, and notifies the account. */
function markNonexistent(context: SandboxContext, calls: readonly Call[]): void {
	const { store } = context;
	const byList = new Map<number, number[]>();
	for (const { status, contact_id: contactId } of calls) {
		const contact = contactId === null ? undefined : store.contacts.get(contactId);
		if (status !== 'error' || !contact) continue;
		byList.set(contact.list_id, [...(byList.get(contact.list_id) ?? []), contact.id]);
	}
	for (const [listId, contactIds] of byList) {
		const list = store.contactLists.get(listId);
		if (!list) continue;
		list.nonexistent = [...new Set([...(list.nonexistent ?? []), ...contactIds])];
		notify(context, 'NonexistentContactsDetected', { id: list.id, name: list.name });
	}
}
