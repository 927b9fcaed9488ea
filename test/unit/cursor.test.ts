/** How the trigger tells new notifications from known ones, and how much room that takes. */
import { DateTime } from 'luxon';

import {
	findArrivals,
	markOf,
	marksIn,
	oldestFirst,
	withoutMarks,
	type Cursor,
} from '../../nodes/AutoCallTrigger/cursor';
import type { Notification } from '../../nodes/AutoCallTrigger/notification';
import { fc } from '../support/properties';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';
const NOON = DateTime.fromISO('2026-03-16T12:00:00', { zone: 'Asia/Almaty' });

/** Almaty's time of day at noon, that many seconds later. */
const after = (seconds: number) => NOON.plus({ seconds }).toFormat(FORMAT);

const at = (created_at: string, id = created_at): Notification => ({
	id,
	type: 'AutocallFinished',
	data: {},
	read_at: null,
	created_at,
});

/** As GET /notifications gives them: the newest first, and the last added first within a second. */
const listed = (notifications: Notification[]) =>
	[...notifications].reverse().sort((a, b) => b.created_at.localeCompare(a.created_at));

const ids = (notifications: Notification[]) => notifications.map(({ id }) => id);

/** Notifications with IDs of their own, created up to an hour before noon, in the order of their coming. */
const notifications = fc
	.uniqueArray(fc.record({ id: fc.uuid(), seconds: fc.integer({ min: -3600, max: 0 }) }), {
		selector: ({ id }) => id,
		maxLength: 60,
	})
	.map((made) => made.map(({ id, seconds }) => at(after(seconds), id)));

describe('a mark', () => {
	it('is 12 characters of letters, digits, - and _, whatever the ID', () => {
		fc.assert(
			fc.property(fc.string(), (id) => {
				expect(markOf(at('', id))).toMatch(/^[\w-]{12}$/);
			}),
		);
	});

	it('is that of the ID alone', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.string(), (id, created_at) => {
				expect(markOf(at(created_at, id))).toBe(markOf(at(after(0), id)));
			}),
		);
	});

	it('differs from ID to ID', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				expect(new Set(made.map(markOf)).size).toBe(made.length);
			}),
		);
	});

	it('comes back from the text that holds it, in its order', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				const marks = made.map(markOf);
				expect(marksIn(marks.join(''))).toEqual(marks);
			}),
		);
	});

	it('can be taken out of a text of marks, and the others stay in order', () => {
		fc.assert(
			fc.property(notifications, fc.func(fc.boolean()), (made, isTaken) => {
				const marks = made.map(markOf);
				const taken = marks.filter(isTaken);
				expect(marksIn(withoutMarks(marks.join(''), taken.join('')))).toEqual(
					marks.filter((mark) => !taken.includes(mark)),
				);
			}),
		);
	});
});

describe('the order', () => {
	it('is by time, oldest first; within a second the order of their coming', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				const inOrder = [...made].sort((a, b) => a.created_at.localeCompare(b.created_at));
				expect(ids(oldestFirst(listed(made)))).toEqual(ids(inOrder));
			}),
		);
	});

	it('leaves the list as it was', () => {
		const given = listed([at(after(1)), at(after(2))]);
		oldestFirst(given);
		expect(ids(given)).toEqual([after(2), after(1)]);
	});
});

describe('what is new', () => {
	it('is nothing at first, however much is there', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				expect(findArrivals(undefined, listed(made), NOON).arrived).toEqual([]);
			}),
		);
	});

	it('is nothing when the same is listed again, and then nothing changes in the memory', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				const { cursor } = findArrivals(undefined, listed(made), NOON);
				expect(findArrivals(cursor, listed(made), NOON)).toEqual({ arrived: [], cursor });
			}),
		);
	});

	it('comes once, oldest first, in however many polls it arrives', () => {
		const waves = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 });
		fc.assert(
			fc.property(notifications, waves, (made, cuts) => {
				// In the order of their times, so that none is later than ten minutes.
				const coming = [...made].sort((a, b) => a.created_at.localeCompare(b.created_at));
				let cursor = findArrivals(undefined, [], NOON).cursor;
				const delivered: string[] = [];
				for (const size of [...cuts.sort((a, b) => a - b), coming.length]) {
					const found = findArrivals(cursor, listed(coming.slice(0, size)), NOON);
					delivered.push(...ids(found.arrived));
					({ cursor } = found);
				}
				expect(delivered).toEqual(ids(coming));
			}),
		);
	});

	it('is what shows up to ten minutes late, and not later', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1200 }), (secondsLate) => {
				const known = at(after(0), 'known');
				const late = at(after(-secondsLate), 'late');
				const { cursor } = findArrivals(undefined, [known], NOON);
				const { arrived } = findArrivals(cursor, listed([known, late]), NOON);
				expect(ids(arrived)).toEqual(secondsLate <= 600 ? ['late'] : []);
			}),
			{ examples: [[600], [601]] },
		);
	});

	it('is not lost or repeated when the clock of this machine is behind', () => {
		const behind = NOON.minus({ hours: 5 });
		fc.assert(
			fc.property(notifications, fc.nat({ max: 60 }), (made, size) => {
				const { cursor } = findArrivals(undefined, listed(made.slice(0, size)), behind);
				const found = findArrivals(cursor, listed(made), behind);
				expect(ids(found.arrived).sort()).toEqual(ids(made.slice(size)).sort());
				expect(findArrivals(found.cursor, listed(made), behind).arrived).toEqual([]);
			}),
		);
	});

	it('is not lost after a notification that is dated in the future', () => {
		const future = at(after(86_400), 'future');
		const { cursor } = findArrivals(undefined, [future], NOON);
		expect(cursor).toEqual({ upTo: after(0), known: markOf(future) });

		const next = at(after(5), 'next');
		const found = findArrivals(cursor, [future, next], NOON.plus({ seconds: 10 }));

		expect(ids(found.arrived)).toEqual(['next']);
	});
});

describe('a notification whose date can’t be read', () => {
	const undated = (id: string) => at('', id);

	it('comes once, whether it is the only one or one of many', () => {
		for (const others of [[], [at(after(-60), 'known')]]) {
			const first = findArrivals(undefined, others, NOON).cursor;
			const second = findArrivals(first, [undated('new'), ...others], NOON);
			expect(ids(second.arrived)).toEqual(['new']);

			const later = NOON.plus({ hours: 3 });
			const listedLater = [undated('newer'), at(after(7200), 'dated'), undated('new'), ...others];
			const third = findArrivals(second.cursor, listedLater, later);
			expect(ids(third.arrived).sort()).toEqual(['dated', 'newer']);
			expect(findArrivals(third.cursor, listedLater, later)).toEqual({
				...{ arrived: [], cursor: third.cursor },
			});
		}
	});

	it('is old where the service lists it after an old one, and takes no room in the memory', () => {
		const { cursor } = findArrivals(undefined, [at(after(0), 'known')], NOON);
		const listedNow = [at(after(0), 'known'), at(after(-3600), 'old'), undated('older')];

		const found = findArrivals(cursor, listedNow, NOON);

		expect(found).toEqual({ arrived: [], cursor });
	});

	it('doesn’t make everything new when all dates change to a form that can’t be read', () => {
		const made = Array.from({ length: 30 }, (_none, index) => at(after(-3600 * index), `${index}`));
		const { cursor } = findArrivals(undefined, made, NOON);
		const unreadable = made.map(({ id }) => undated(id));
		// The newest was known since less than ten minutes, and is left out here as if it were deleted.
		const changed = findArrivals(cursor, unreadable.slice(1), NOON);
		expect(changed.arrived).toEqual([]);

		const found = findArrivals(changed.cursor, [undated('new'), ...unreadable.slice(1)], NOON);
		expect(ids(found.arrived)).toEqual(['new']);
	});
});

describe('the memory', () => {
	it('holds 12 characters for each notification of the last ten minutes, and nothing of older ones', () => {
		fc.assert(
			fc.property(notifications, (made) => {
				const { cursor } = findArrivals(undefined, listed(made), NOON);
				const newest =
					made
						.map(({ created_at }) => created_at)
						.sort()
						.at(-1) ?? '';
				const since = DateTime.fromFormat(newest, FORMAT).minus({ minutes: 10 }).toFormat(FORMAT);
				const recent = made.filter(({ created_at }) => created_at >= since);

				expect(cursor.upTo).toBe(newest);
				expect(cursor.known).toHaveLength(12 * recent.length);
				expect(marksIn(cursor.known).sort()).toEqual(recent.map(markOf).sort());
			}),
		);
	});

	it('is the same after it was stored as JSON', () => {
		fc.assert(
			fc.property(notifications, notifications, (before, more) => {
				const { cursor } = findArrivals(undefined, listed(before), NOON);
				const stored = JSON.parse(JSON.stringify(cursor)) as Cursor;
				expect(findArrivals(stored, listed([...before, ...more]), NOON)).toEqual(
					findArrivals(cursor, listed([...before, ...more]), NOON),
				);
			}),
		);
	});

	it('forgets what is no longer listed, and never moves back', () => {
		fc.assert(
			fc.property(notifications, fc.nat({ max: 60 }), (made, size) => {
				const { cursor } = findArrivals(undefined, listed(made), NOON);
				const left = listed(made.slice(0, size));
				const after = findArrivals(cursor, left, NOON).cursor;

				expect(after.upTo).toBe(cursor.upTo);
				const leftMarks = left.map(markOf);
				expect(marksIn(after.known).filter((mark) => !leftMarks.includes(mark))).toEqual([]);
			}),
		);
	});

	it('is empty for an account that never had a notification', () => {
		expect(findArrivals(undefined, [], NOON)).toEqual({
			arrived: [],
			cursor: { upTo: '', known: '' },
		});
	});

	it('goes by the time of Almaty, wherever n8n runs', () => {
		const elsewhere = NOON.setZone('America/New_York');
		const future = at(after(1), 'future');
		expect(findArrivals(undefined, [future], elsewhere).cursor.upTo).toBe(after(0));
	});
});
