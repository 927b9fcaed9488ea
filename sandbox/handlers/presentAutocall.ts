import { roundMoney } from '../prices';
import {
	finalCallStatuses,
	type Autocall,
	type Call,
	type FinalCallStatus,
} from '../store/entities';
import type { Store } from '../store/store';

/** The calls of an autocall, oldest first. */
export function callsOf(store: Store, autocall: Autocall): Call[] {
	return store.calls.filter(({ autocall_id }) => autocall_id === autocall.id);
}

/** Counts the calls by their status. */
export function countOutcomes(calls: readonly Call[]): Record<FinalCallStatus, number> {
	const counts = { success: 0, recalled: 0, no_answer: 0, busy: 0, error: 0, spam: 0 };
	for (const { status } of calls) if (status !== 'in_queue') counts[status] += 1;
	return counts;
}

/** A row of GET /autocalls; sums are strings, as the contract allows. */
export function presentAutocall(autocall: Autocall) {
	return {
		id: autocall.id,
		client_id: autocall.client_id,
		name: autocall.name,
		date_from: autocall.date_from,
		time_from: autocall.time_from,
		time_to: autocall.time_to,
		max_tries: autocall.max_tries,
		tries_interval: autocall.tries_interval,
		type: autocall.type,
		status: autocall.status,
		max_cost: autocall.max_cost.toFixed(2),
		final_cost: autocall.final_cost?.toFixed(2) ?? null,
		created_at: autocall.created_at,
		updated_at: autocall.updated_at,
	};
}

/** Everything GET /autocalls/{id} shows except the page of calls; sums are numbers. */
export function presentAutocallDetail(store: Store, autocall: Autocall) {
	const calls = callsOf(store, autocall);
	const outcomes = countOutcomes(calls);
	const processed = finalCallStatuses.reduce((sum, status) => sum + outcomes[status], 0);
	return {
		...presentAutocall(autocall),
		max_cost: autocall.max_cost,
		final_cost: autocall.final_cost,
		sms: autocall.sms,
		sms_unanswered: autocall.sms_unanswered,
		text: autocall.text,
		text_unanswered: autocall.text_unanswered,
		audio_id: autocall.audio_id,
		scenario_id: autocall.scenario_id,
		processed,
		speeches: calls.filter(({ data }) => data !== null && 'record' in data).length,
		lifetime: autocall.lifetime,
		record: autocall.record,
		comment: autocall.comment,
		callback_url: autocall.callback_url,
		caller_id: autocall.caller_id,
		finished_at: autocall.finished_at,
		calls_count: calls.length,
		processed_percentage: percentage(processed, calls.length),
		counters: {
			success_percentage: percentage(outcomes.success, calls.length),
			...outcomes,
			tries: calls.reduce((sum, { tries }) => sum + tries, 0),
			duration: calls.reduce((sum, { duration }) => sum + duration, 0),
			total: calls.length,
		},
	};
}

/** A call as the API shows it. */
export function presentCall({ contact_id: _contact, recording: _recording, ...call }: Call) {
	return call;
}

function percentage(part: number, whole: number): number {
	return whole === 0 ? 0 : roundMoney((part / whole) * 100);
}
