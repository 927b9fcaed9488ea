import type { SandboxContext } from '../context';
import { fillIn, providerOf } from '../sms';
import type { Autocall, Bulk, QueuedAutocall, Recipient } from '../store/entities';

/** Makes an autocall with a queued call for every recipient. */
export function launchAutocall(
	{ store, clock }: SandboxContext,
	{ autocall, recipients }: QueuedAutocall,
): Autocall {
	const launched = store.autocalls.add(autocall);
	const now = clock.timestamp();
	for (const recipient of recipients) {
		store.calls.add({
			...recipient,
			autocall_id: launched.id,
			lock: false,
			tries: 0,
			date_tries: null,
			status_tries: null,
			last_try_at: null,
			duration: 0,
			r_duration: 0,
			status: 'in_queue',
			data: null,
			recording: null,
			created_at: now,
			updated_at: now,
		});
	}
	return launched;
}

/** Makes an SMS bulk with a queued message for every recipient, its variables filled in. */
export function launchBulk(
	{ store, clock }: SandboxContext,
	bulk: Omit<Bulk, 'id'>,
	recipients: readonly Recipient[],
): Bulk {
	const launched = store.bulks.add(bulk);
	const now = clock.timestamp();
	for (const { number, extra, variables } of recipients) {
		store.messages.add({
			bulk_id: launched.id,
			number,
			extra,
			variables,
			text: fillIn(bulk.text, variables),
			status: 'queued',
			provider: providerOf(number),
			init_time: null,
			status_time: null,
			created_at: now,
			updated_at: now,
		});
	}
	return launched;
}
