/** What can go wrong on the way to a request or back from it. */
export type Fault =
	/** An answer of the given status, before any effect. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** A proxy's HTML page (502 unless told otherwise), before any effect. */
	| { kind: 'html'; status?: number; body?: string }
	/** The connection is reset, before any effect. */
	| { kind: 'reset' }
	/** The request is held up, then served. */
	| { kind: 'delay'; ms: number }
	| AnswerFault;

/** Faults that strike after the handler has done its work. */
export type AnswerFault =
	/** The handler's status without its body. */
	| { kind: 'emptyBody' }
	/** The first half of the handler's JSON. */
	| { kind: 'truncatedJson' }
	/** The connection is reset although the work is done. */
	| { kind: 'resetAfterEffect' }
	/** An answer of the given status although the work is done. */
	| {
			kind: 'statusAfterEffect';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
	  };

/** Which requests a fault strikes. */
export interface FaultMatch {
	method?: string;
	/** A prefix of the path, or an expression for it: `/lists` means `/api/v1/lists`; the full path works too. */
	path?: string | RegExp;
	/** How many matching requests are struck; 1 unless told otherwise. */
	times?: number;
	/** How many matching requests are let through first. */
	after?: number;
}

interface PlannedFault {
	match: FaultMatch;
	fault: Fault;
	skip: number;
	left: number;
}

/** Faults planned for the requests to come. */
export class Faults {
	private planned: PlannedFault[] = [];

	/** Plans a fault; several are used up in the order they were added. */
	add(fault: Fault & FaultMatch): void {
		const { method, path, times = 1, after = 0 } = fault;
		this.planned.push({ match: { method, path }, fault, skip: after, left: times });
	}

	/** Forgets every planned fault. */
	clear(): void {
		this.planned = [];
	}

	/** Takes the fault that strikes this request, if there is one. */
	take(method: string, fullPath: string): Fault | undefined {
		for (const planned of this.planned) {
			if (planned.left === 0 || !matches(planned.match, method, fullPath)) continue;
			if (planned.skip > 0) {
				planned.skip -= 1;
				continue;
			}
			planned.left -= 1;
			return planned.fault;
		}
		return undefined;
	}
}

function matches({ method, path }: FaultMatch, actualMethod: string, fullPath: string): boolean {
	if (method && method.toUpperCase() !== actualMethod) return false;
	if (path === undefined) return true;
	const short = fullPath.replace(/^\/api\/(v1|public)/, '');
	if (typeof path === 'string') return short.startsWith(path) || fullPath.startsWith(path);
	const stateless = new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
	return stateless.test(short) || stateless.test(fullPath);
}
