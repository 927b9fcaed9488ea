import type { Variables } from '../sms';

/** `Y-m-d H:i:s` in Asia/Almaty. */
export type Timestamp = string;

/** The times when a row was created and last changed. */
export interface Timestamps {
	created_at: Timestamp;
	updated_at: Timestamp;
}

export interface ContactList extends Timestamps {
	id: number;
	client_id: string | null;
	name: string;
	/** IDs of contacts whose calls ended in `error`. */
	nonexistent: number[] | null;
}

export interface Contact extends Timestamps {
	id: number;
	list_id: number;
	number: string;
	extra: string | null;
	variables: Variables | null;
}

export interface Sound extends Timestamps {
	id: number;
	client_id: string | null;
	name: string;
	/** Seconds. */
	duration: number;
	confirmed: boolean;
	comment: string | null;
	confirmed_at: Timestamp | null;
	content: Buffer;
}

export interface Scenario extends Timestamps {
	id: number;
	client_id: string | null;
	name: string;
	data: object;
	/** Tenge for one call. */
	max_cost: number;
	comment: string | null;
	confirmed_at: Timestamp | null;
}

export type CampaignStatus = 'moderation' | 'awaiting' | 'running' | 'completed' | 'denied';

interface Campaign extends Timestamps {
	id: number;
	client_id: string | null;
	name: string;
	status: CampaignStatus;
	date_from: string;
	time_from: string;
	list_id: number[];
	/** Tenge. */
	max_cost: number;
	/** Tenge; null until it has finished. */
	final_cost: number | null;
	comment: string | null;
	callback_url: string | null;
}

export interface Autocall extends Campaign {
	type: 'regular' | 'interactive';
	time_to: string;
	max_tries: number;
	/** Minutes. */
	tries_interval: number;
	audio_id: number[] | null;
	scenario_id: number | null;
	sms: boolean;
	text: string | null;
	sms_unanswered: boolean;
	text_unanswered: string | null;
	lifetime: boolean;
	record: boolean;
	caller_id: string | null;
	finished_at: Timestamp | null;
}

export const finalCallStatuses = [
	'success',
	'recalled',
	'no_answer',
	'busy',
	'error',
	'spam',
] as const;

export type FinalCallStatus = (typeof finalCallStatuses)[number];

export type CallStatus = 'in_queue' | FinalCallStatus;

export interface Call extends Timestamps {
	id: number;
	autocall_id: number;
	contact_id: number | null;
	number: string;
	extra: string | null;
	variables: Variables | null;
	lock: boolean;
	tries: number;
	date_tries: Timestamp[] | null;
	status_tries: string[] | null;
	last_try_at: Timestamp | null;
	/** Seconds charged. */
	duration: number;
	/** Seconds of the incoming call, free. */
	r_duration: number;
	status: CallStatus;
	/** Answers given in an interactive call. */
	data: Record<string, unknown> | null;
	recording: Buffer | null;
}

export interface Bulk extends Campaign {
	text: string;
	segments: number;
}

export const finalMessageStatuses = [
	'delivered',
	'failed',
	'expired',
	'undeliverable',
	'rejected',
	'disabled',
] as const;

export type FinalMessageStatus = (typeof finalMessageStatuses)[number];

export type MessageStatus = 'queued' | 'new' | 'sent' | 'pending' | FinalMessageStatus;

export interface Message extends Timestamps {
	id: number;
	bulk_id: number;
	number: string;
	extra: string | null;
	variables: Variables | null;
	/** The text as this recipient gets it; the API does not show it. */
	text: string;
	status: MessageStatus;
	provider: string;
	init_time: Timestamp | null;
	status_time: Timestamp | null;
}

export interface ConfirmedNumber extends Timestamps {
	id: number;
	number: string;
	verified_at: Timestamp | null;
	/** Last five digits of the number that called, which the person types in. */
	verification_code: number;
}

export interface CallerId {
	id: number;
	provider: string;
	number: string;
	holder: 'nobody' | 'account' | 'somebody else';
	rented_until: Timestamp | null;
	expiryAnnounced: boolean;
}

export interface Transaction extends Timestamps {
	id: number;
	type: 'withdraw' | 'deposit';
	confirmed: boolean;
	description: string;
	/** Tenge; negative for a withdrawal. */
	total: number;
	/** Part of the payment page's address, until it is paid. */
	paymentToken: string | null;
}

export interface FlashCall {
	id: number;
	number: string;
	code: string;
	created_at: Timestamp;
}

export interface TestCall {
	id: number;
	number: string;
	created_at: Timestamp;
}

export const notificationTypes = [
	'SoundConfirmed',
	'SoundCommented',
	'SMSBulkConfirmed',
	'SMSBulkCommented',
	'SMSBulkFinished',
	'ScenarioConfirmed',
	'ScenarioCommented',
	'AutocallConfirmed',
	'AutocallCommented',
	'AutocallFinished',
	'ImportComplete',
	'ImportFailure',
	'NonexistentContactsDetected',
	'ExportIsReady',
	'ExportFailure',
	'RefreshBalance',
	'LowBalance',
	'CallerIdExpiringSoon',
	'CallerIdReleased',
] as const;

export type NotificationType = (typeof notificationTypes)[number];

export interface Notification extends Timestamps {
	id: string;
	type: string;
	data: object;
	read_at: Timestamp | null;
}

export interface AccountSettings {
	name: string;
	/** Without +7. */
	phone: string;
	sms_verified_at: Timestamp;
	moderation: boolean;
	time_from: string;
	time_to: string;
	/** Hours during which a call back is still counted. */
	recalled: number;
	subscribe: boolean;
	notifications_subscribe: boolean;
	visit_card_audio: number | null;
	visit_card_text: string | null;
}

/** A campaign that is over, and billed later. */
export interface UnbilledCampaign {
	campaign: Autocall | Bulk;
	/** Tenge. */
	cost: number;
	/** Of the transaction. */
	description: string;
	/** Steps until it is billed. */
	steps: number;
}

/** An autocall of more than 5,000 numbers, accepted but not created yet. */
export interface QueuedAutocall {
	autocall: Omit<Autocall, 'id'>;
	recipients: Recipient[];
}

/** Somebody to be called or written to. */
export interface Recipient {
	contact_id: number | null;
	number: string;
	extra: string | null;
	variables: Variables | null;
}
