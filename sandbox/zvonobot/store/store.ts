import { Table } from '../../store/table';
import type {
	ApiCall,
	AudioRecord,
	CallOutcome,
	FlashCall,
	Language,
	OutgoingPhone,
	SentSms,
	SmsTemplate,
	Template,
} from './entities';

/** Whether a number that a response leaves out is called nevertheless. */
export type MissingPhone = 'called' | 'notCalled';

/** Everything the service stores. Tests may read and change all of it. */
export class ZvonobotStore {
	/** Calls made with a message. */
	readonly apiCalls = new Table<ApiCall>(700_001);

	/** Calls made from a template; their IDs count by themselves. */
	readonly templateCalls = new Table<ApiCall>(800_001);

	/** Calls that have not ended. */
	readonly underWay = new Set<ApiCall>();

	readonly records = new Table<AudioRecord>(6001);

	readonly templates = new Table<Template>(71);

	readonly smsTemplates = new Table<SmsTemplate>(31);

	readonly phones = new Table<OutgoingPhone>(51);

	readonly languages = new Table<Language>(1);

	/** Seconds of each recorded attempt by its ID. */
	readonly recordings = new Map<number, number>();

	readonly sms: SentSms[] = [];

	readonly flashCalls: FlashCall[] = [];

	/** Numbers that are not called any more; an answer with needBlock adds to them. */
	readonly blacklist = new Set<string>();

	/** Numbers that are refused, with the reason. */
	readonly refusedPhones = new Map<string, string>();

	/** Numbers that a create leaves out of its response. */
	readonly missingPhones = new Map<string, MissingPhone>();

	/** The outcomes of calls to a number. */
	readonly callOutcomes = new Map<string, CallOutcome>();

	readonly user = { id: 15, email: 'owner@example.com', loggedAt: 0, lastPayAt: 0 };

	/** Roubles. */
	balance: number;

	private lastAttemptId = 9_000_000;

	private lastActionId = 3000;

	/** @param balance roubles */
	constructor(balance: number) {
		this.balance = balance;
		this.addPhones();
		this.addLanguages();
	}

	/** Attempts count by themselves, so that they never have a call's ID. */
	nextAttemptId(): number {
		return ++this.lastAttemptId;
	}

	nextActionId(): number {
		return ++this.lastActionId;
	}

	/** The call of either kind. */
	findCall(id: number): ApiCall | undefined {
		return this.apiCalls.get(id) ?? this.templateCalls.get(id);
	}

	private addPhones(): void {
		const own = { isSystem: false, overall: 0 as const };
		this.phones.add({ ...own, phone: '77270000001', enable: true });
		this.phones.add({ ...own, phone: '77270000002', enable: false });
		this.phones.add({ phone: '74950000001', isSystem: true, overall: 1, enable: true });
	}

	private addLanguages(): void {
		for (const [name, defaultLangCode] of [
			['Русский', 'ru-RU'],
			['Казахский', 'kk-KZ'],
			['Английский', 'en-US'],
		] as const) {
			this.languages.add({ name, defaultLangCode });
		}
	}
}
