import { silentMp3 } from './audio';
import { formatDateTime } from './clock';
import type { SandboxContext } from './context';
import { addContacts, type NewContact } from './handlers/contactLists';
import { scenarioCost } from './handlers/scenarios';
import { providerOf } from './sms';
import type {
	Autocall,
	Bulk,
	Call,
	CallerId,
	ConfirmedNumber,
	ContactList,
	Message,
	Scenario,
	Sound,
	Transaction,
} from './store/entities';

/**
 * Ready-made objects for tests: each call adds one and returns it; fields that are left out get ordinary
 * values. Nothing is charged, moderated or announced.
 */
export class Seeds {
	constructor(private readonly context: SandboxContext) {}

	/** A contact list; `contacts` are added to it, two by default. */
	contactList({
		contacts,
		...partial
	}: Partial<ContactList> & { contacts?: NewContact[] } = {}): ContactList {
		const { store } = this.context;
		const list = store.contactLists.add({
			name: 'Seeded list',
			client_id: null,
			nonexistent: null,
			...this.timestamps(),
			...partial,
		});
		addContacts(
			this.context,
			list,
			contacts ?? [{ number: '+77010000001' }, { number: '+77010000002' }],
		);
		list.updated_at = partial.updated_at ?? list.created_at;
		return list;
	}

	/** A confirmed sound of 10 seconds. */
	sound(partial: Partial<Sound> = {}): Sound {
		const times = this.timestamps();
		return this.context.store.sounds.add({
			name: 'Seeded sound',
			client_id: null,
			duration: 10,
			confirmed: true,
			confirmed_at: times.created_at,
			comment: null,
			content: silentMp3(partial.duration ?? 10),
			...times,
			...partial,
		});
	}

	/** A confirmed scenario. */
	scenario(partial: Partial<Scenario> = {}): Scenario {
		const times = this.timestamps();
		return this.context.store.scenarios.add({
			name: 'Seeded scenario',
			client_id: null,
			data: { start: { type: 'record' } },
			max_cost: scenarioCost(this.context),
			comment: null,
			confirmed_at: times.created_at,
			...times,
			...partial,
		});
	}

	/** An autocall, completed by default; `calls` are added to it, none by default. */
	autocall({
		calls = [],
		...partial
	}: Partial<Autocall> & { calls?: Array<Partial<Call>> } = {}): Autocall {
		const { store, clock } = this.context;
		const times = this.timestamps();
		const completed = (partial.status ?? 'completed') === 'completed';
		const autocall = store.autocalls.add({
			name: 'Seeded autocall',
			client_id: null,
			type: 'regular',
			status: 'completed',
			date_from: clock.today(),
			time_from: '12:00:00',
			time_to: '18:00:00',
			max_tries: 1,
			tries_interval: 60,
			list_id: [],
			audio_id: partial.type === 'interactive' ? null : [],
			scenario_id: null,
			sms: false,
			text: null,
			sms_unanswered: false,
			text_unanswered: null,
			lifetime: false,
			record: false,
			comment: null,
			callback_url: null,
			caller_id: null,
			max_cost: 245.6,
			final_cost: completed ? 120.4 : null,
			finished_at: completed ? times.created_at : null,
			...times,
			...partial,
		});
		for (const call of calls) this.call({ autocall_id: autocall.id, ...call });
		return autocall;
	}

	/** A call, answered by default. */
	call(partial: Partial<Call> & { autocall_id: number }): Call {
		const times = this.timestamps();
		const queued = partial.status === 'in_queue';
		const success = (partial.status ?? 'success') === 'success';
		return this.context.store.calls.add({
			contact_id: null,
			number: '+77010000001',
			extra: null,
			variables: null,
			lock: false,
			tries: queued ? 0 : 1,
			date_tries: queued ? null : [times.created_at],
			status_tries: queued ? null : [partial.status ?? 'success'],
			last_try_at: queued ? null : times.created_at,
			duration: success ? 10 : 0,
			r_duration: 0,
			status: 'success',
			data: null,
			recording: null,
			...times,
			...partial,
		});
	}

	/** An SMS bulk, completed by default; `messages` are added to it, none by default. */
	bulk({
		messages = [],
		...partial
	}: Partial<Bulk> & { messages?: Array<Partial<Message>> } = {}): Bulk {
		const { store, clock } = this.context;
		const bulk = store.bulks.add({
			name: 'Seeded bulk',
			client_id: null,
			status: 'completed',
			date_from: clock.today(),
			time_from: '12:00:00',
			text: 'Hello',
			segments: 1,
			list_id: [],
			max_cost: 32,
			final_cost: (partial.status ?? 'completed') === 'completed' ? 32 : null,
			comment: null,
			callback_url: null,
			...this.timestamps(),
			...partial,
		});
		for (const message of messages) this.message({ bulk_id: bulk.id, ...message });
		return bulk;
	}

	/** An SMS message, delivered by default. */
	message(partial: Partial<Message> & { bulk_id: number }): Message {
		const times = this.timestamps();
		const number = partial.number ?? '+77010000001';
		return this.context.store.messages.add({
			number,
			extra: null,
			variables: null,
			text: 'Hello',
			status: 'delivered',
			provider: providerOf(number),
			init_time: times.created_at,
			status_time: times.created_at,
			...times,
			...partial,
		});
	}

	/** A caller ID that the account has rented for a month. */
	rentedCallerId(partial: Partial<CallerId> = {}): CallerId {
		return this.context.store.callerIds.add({
			provider: 'tele2',
			number: '+77086469620',
			holder: 'account',
			rented_until: formatDateTime(this.context.clock.current().plus({ months: 1 })),
			expiryAnnounced: false,
			...partial,
		});
	}

	/** A verified number of the account. */
	confirmedNumber(partial: Partial<ConfirmedNumber> = {}): ConfirmedNumber {
		const times = this.timestamps();
		return this.context.store.confirmedNumbers.add({
			number: '+77020000001',
			verified_at: times.created_at,
			verification_code: 30756,
			...times,
			...partial,
		});
	}

	/** A confirmed deposit of 1,000 tenge; the balance stays unchanged. */
	transaction(partial: Partial<Transaction> = {}): Transaction {
		return this.context.store.transactions.add({
			type: 'deposit',
			confirmed: true,
			description: 'Пополнение баланса',
			total: 1000,
			paymentToken: null,
			...this.timestamps(),
			...partial,
		});
	}

	private timestamps(): { created_at: string; updated_at: string } {
		const now = this.context.clock.timestamp();
		return { created_at: now, updated_at: now };
	}
}
