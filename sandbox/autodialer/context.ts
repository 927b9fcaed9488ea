import type { ServiceContext } from '../context';

/** The parts of a row that stay as they are sent. */
export interface RowParts {
	id: string;
	name?: string;
	phone: string;
	UUID?: string;
	var1?: string;
	var2?: string;
	var3?: string;
}

/** A row as the dialer has it, with what it took from the row before. */
export interface DialedRow extends RowParts {
	taskId: string;
	/** `HH:MM`, seconds or not; undefined where the row has no hours. */
	start?: string;
	stop?: string;
	maxcount: number;
	generationtype?: string;
	/** Tries that were made. */
	tries: number;
	isOver: boolean;
}

/** A call that was tried, as `cdr` tells it. */
export interface HistoryRecord {
	QUERY_ID: number;
	DST: string;
	TIME: string;
	CODE: string;
	SEC: number;
}

/** The settings of a person in the dialer: the webhook after each call, and what its parameters are called. */
export interface WebhookSettings {
	url: string;
	method: 'GET' | 'POST';
	/** How a POST has them. */
	form: 'json' | 'form' | 'query';
	names: { number: string; duration: string; recording: string; answer: string };
}

/** A running sandbox of Autodialer. */
export interface AutodialerContext extends ServiceContext {
	rows: DialedRow[];
	history: HistoryRecord[];
	/** Numbers that the dialer doesn't take. */
	refusedNumbers: Set<string>;
	/** IDs of the scenarios that there are. */
	scenarios: Set<string>;
	/** Whether times are told with their zone, as the manual writes them (true), or without. */
	tellsZone: boolean;
	webhook?: WebhookSettings;
	/** Webhooks under way. */
	sending: Set<Promise<void>>;
	lastTask: number;
}
