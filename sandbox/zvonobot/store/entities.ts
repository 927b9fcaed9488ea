/** The state of an attempt to reach a person: `finished` after a talk, `canceled` without one. */
export type CallStatus = 'created' | 'processed' | 'started' | 'answered' | 'finished' | 'canceled';

/** 0 for no, 1 for yes. */
export type Flag = 0 | 1;

/** Speech of a request: audio of the account, or a text to make it from. */
export interface SentMessage {
	id?: number;
	text?: string;
	gender?: Flag;
	source?: 'text' | 'file';
}

/** An action for a person's answer, as a request has it. */
export interface SentIvr {
	digit?: number | null;
	keyWords?: string;
	anyWord?: Flag;
	recognize?: Flag;
	recognitionTimeout?: number;
	needBlock?: Flag;
	record?: SentMessage;
	managerPhone?: string;
	smsText?: string;
	smsTemplateId?: number;
	smsChannel?: string;
	emailTimeout?: number;
	webhookUrl?: string;
	webhookParameters?: string;
	webhookHeaders?: string;
	ivrs?: SentIvr[];
}

/** An action for a person's answer; calls of the same request share it. */
export interface Action extends Omit<SentIvr, 'ivrs'> {
	id: number;
	next: Action[];
}

/** One person called for a request; the API's word for it is apiCall. */
export interface ApiCall {
	id: number;
	madeFrom: 'message' | 'template';
	/** As it is called, with 7 instead of a leading 8. */
	phone: string;
	/** The number it comes from; null where the service picks one. */
	callerId: string | null;
	/** Unix seconds. */
	createdAt: number;
	/** Unix seconds; null for at once. */
	plannedAt: number | null;
	/** Minutes. */
	smartDelay: number | null;
	/** The call that this one repeats. */
	prevCallId: number | null;
	needRecording: Flag;
	webhookUrl: string | null;
	webhookParameters: string | null;
	webhookHeaders: string | null;
	webhookSent: Flag;
	webhookTry: number;
	templateId: number | null;
	/** The variables of a template as JSON text. */
	phoneInfo: string | null;
	/** The text spoken first, variables filled in; null for a file. */
	text: string | null;
	/** Audio that is played in the call, the first message's before the answers'. */
	recordIds: number[];
	actions: Action[];
	/** The other fields of the request, as they were sent. */
	options: Record<string, unknown>;
	/** None before a planned call's time. Its IDs are other ones than the call's. */
	calls: Attempt[];
}

/** An attempt to reach the person, with the API's field names. Times are Unix seconds. */
export interface Attempt {
	id: number;
	status: CallStatus;
	/** The last digit pressed; -1 for who stayed on the line. */
	ivrDigit: number | null;
	/** Digits and words, in the order they were given. */
	answers: Array<number | string>;
	/** The actions that the answers led to. */
	actionIds: number[];
	startedAt: number | null;
	answeredAt: number | null;
	managerStartedAt: number | null;
	managerAnsweredAt: number | null;
	finishedAt: number | null;
	toBlock: Flag;
	nextCallId: number | null;
	hangupCause: string | null;
	managerStatus: string | null;
	recordFilePath: string | null;
	/** Roubles. */
	cost: number;
	createdAt: number;
	updatedAt: number;
}

/** The outcome of a call where a test doesn't leave it to the seed. */
export interface CallOutcome {
	status: 'finished' | 'canceled';
	hangupCause?: string;
	/** Seconds of talk. */
	talkSeconds?: number;
	/** Digits and words, one for each level; who gives none stays on the line. */
	answers?: Array<number | string>;
}

/** Audio of the account, or speech that a call's text was made into. */
export interface AudioRecord {
	id: number;
	name: string;
	/** Unix seconds. */
	createdAt: number;
	/** 1 while a moderator has to allow it: calls with it don't begin. */
	needModeration: Flag;
	moderatorComment: string | null;
	recordText: string | null;
	content: Buffer;
	/** Roubles. */
	cost: number;
	/** Whether getRecords lists it; speech made for a call is not listed. */
	isListed: boolean;
}

/** A message that was prepared in the web cabinet. */
export interface Template {
	id: number;
	name: string;
	/** Spoken text with `{placeholders}`. */
	text: string;
	needModeration: Flag;
	moderatorComment: string | null;
	actions: Action[];
	smartDelay: number | null;
	webhookUrl: string | null;
	webhookParameters: string | null;
	webhookHeaders: string | null;
}

/** A text for SMS that was prepared in the web cabinet. */
export interface SmsTemplate {
	id: number;
	text: string;
	needModeration: Flag;
}

/** A number to call from. */
export interface OutgoingPhone {
	id: number;
	phone: string;
	isSystem: boolean;
	/** 1 for a shared number, 0 for one's own. */
	overall: Flag;
	/** False until it is confirmed in the web cabinet. */
	enable: boolean;
}

/** A language of speech. */
export interface Language {
	id: number;
	name: string;
	defaultLangCode: string;
}

/** An SMS that an answer led to. */
export interface SentSms {
	phone: string;
	text: string;
	apiCallId: number;
}

/** A call whose number ends in the code. */
export interface FlashCall {
	phone: string;
	pin: string;
	/** Unix seconds. */
	createdAt: number;
}
