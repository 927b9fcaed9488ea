import { DateTime } from 'luxon';

const zone = 'Asia/Almaty';
const dateTimeFormat = 'yyyy-MM-dd HH:mm:ss';

/** The clock of the service: every time it returns is in Asia/Almaty, whatever zone the process runs in. */
export class Clock {
	/** @param now returns the current instant */
	constructor(private readonly now: () => Date) {}

	/** The current moment in Almaty. */
	current(): DateTime {
		return DateTime.fromJSDate(this.now(), { zone });
	}

	/** Now as `Y-m-d H:i:s`. */
	timestamp(): string {
		return formatDateTime(this.current());
	}

	/** Today as `Y-m-d`. */
	today(): string {
		return this.current().toFormat('yyyy-MM-dd');
	}

	/** The time of day as `H:i:s`. */
	timeOfDay(): string {
		return this.current().toFormat('HH:mm:ss');
	}

	/** Now in whole seconds since 1970. */
	unixSeconds(): number {
		return Math.floor(this.now().getTime() / 1000);
	}

	/** Milliseconds from a `Y-m-d H:i:s` until now; negative when it lies ahead. */
	millisecondsSince(timestamp: string): number {
		return this.current().toMillis() - parseDateTime(timestamp).toMillis();
	}
}

/** A moment as the API writes it: `Y-m-d H:i:s` in Asia/Almaty, without an offset. */
export function formatDateTime(moment: DateTime): string {
	return moment.setZone(zone).toFormat(dateTimeFormat);
}

/** Reads a `Y-m-d H:i:s` of the API. */
export function parseDateTime(timestamp: string): DateTime {
	return DateTime.fromFormat(timestamp, dateTimeFormat, { zone });
}

/** Whether the text is a real date written as `Y-m-d`. */
export function isDate(text: string): boolean {
	return DateTime.fromFormat(text, 'yyyy-MM-dd', { zone }).isValid && text.length === 10;
}

/** Whether the text is a time of day written as `H:i:s`. */
export function isTimeOfDay(text: string): boolean {
	return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text);
}
