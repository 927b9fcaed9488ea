import type { TariffName } from '../prices';
import type {
	AccountSettings,
	Autocall,
	Bulk,
	Call,
	CallerId,
	ConfirmedNumber,
	Contact,
	ContactList,
	FinalCallStatus,
	FinalMessageStatus,
	FlashCall,
	Message,
	Notification,
	QueuedAutocall,
	UnbilledCampaign,
	Scenario,
	Sound,
	TestCall,
	Transaction,
} from './entities';
import { Table } from './table';

/** The initial state of the account. */
export interface StoreOptions {
	balance: number;
	tariff: TariffName;
	allowedFrom: string;
	allowedTo: string;
	moderation: boolean;
	lowBalanceThreshold: number;
	/** `Y-m-d H:i:s` of the account's beginning. */
	createdAt: string;
}

/** Everything the service stores. Tests may read and change all of it. */
export class Store {
	readonly contactLists = new Table<ContactList>(101);

	readonly contacts = new Table<Contact>(10_001);

	readonly sounds = new Table<Sound>(201);

	readonly scenarios = new Table<Scenario>(501);

	readonly autocalls = new Table<Autocall>(301);

	readonly calls = new Table<Call>(50_001);

	readonly bulks = new Table<Bulk>(401);

	readonly messages = new Table<Message>(90_001);

	readonly confirmedNumbers = new Table<ConfirmedNumber>(1);

	readonly callerIds = new Table<CallerId>(41);

	readonly transactions = new Table<Transaction>(7001);

	readonly flashCalls = new Table<FlashCall>(1001);

	readonly testCalls = new Table<TestCall>(1);

	/** Newest last. */
	readonly notifications: Notification[] = [];

	/** Campaigns that are over and not billed yet. */
	unbilled: UnbilledCampaign[] = [];

	/** Autocalls that the next step of the simulation creates. */
	readonly queuedAutocalls: QueuedAutocall[] = [];

	/** How the last try of a number ends, where a test does not leave it to the seed. */
	readonly callOutcomes = new Map<string, FinalCallStatus>();

	/** How a message to a number ends, where a test does not leave it to the seed. */
	readonly messageOutcomes = new Map<string, FinalMessageStatus>();

	/** Numbers that refuse test calls, without +7. */
	readonly blockedNumbers = new Set(['7000000000']);

	/** Tenge. */
	balance: number;

	/** Tenge; a LowBalance notification is sent when the balance falls below. */
	lowBalanceThreshold: number;

	tariff: TariffName;

	settings: AccountSettings;

	/**
	 * The hours in GET /settings in place of the real ones: none (`{}`), null, another format.
	 */
	toldHours?: { time_from?: unknown; time_to?: unknown };

	constructor(options: StoreOptions) {
		this.balance = options.balance;
		this.lowBalanceThreshold = options.lowBalanceThreshold;
		this.tariff = options.tariff;
		this.settings = {
			name: 'Sandbox',
			phone: '7010000000',
			sms_verified_at: options.createdAt,
			moderation: options.moderation,
			time_from: options.allowedFrom,
			time_to: options.allowedTo,
			recalled: 24,
			subscribe: true,
			notifications_subscribe: false,
			visit_card_audio: null,
			visit_card_text: null,
		};
		this.addOpeningDeposit(options);
		this.addCallerIdPool();
	}

	private addOpeningDeposit({ balance, createdAt }: StoreOptions): void {
		if (balance <= 0) return;
		this.transactions.add({
			type: 'deposit',
			confirmed: true,
			description: 'Пополнение баланса',
			total: balance,
			paymentToken: null,
			created_at: createdAt,
			updated_at: createdAt,
		});
	}

	private addCallerIdPool(): void {
		for (let line = 0; line < 6; line += 1) {
			this.callerIds.add({
				provider: line % 2 === 0 ? 'tele2' : 'beeline',
				number: `+7708646962${line}`,
				holder: line === 5 ? 'somebody else' : 'nobody',
				rented_until: null,
				expiryAnnounced: false,
			});
		}
	}
}
