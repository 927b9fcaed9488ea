/** Rows of one kind by ID, in the order they were added. */
export class Table<Row extends { id: number }> {
	private readonly rows = new Map<number, Row>();

	private lastId: number;

	/** @param firstId each resource counts from its own number, so that mixed-up IDs are noticed */
	constructor(firstId: number) {
		this.lastId = firstId - 1;
	}

	get size(): number {
		return this.rows.size;
	}

	/** Adds a row under the next ID, or under the one it brings. */
	add(row: Omit<Row, 'id'> & { id?: number }): Row {
		const id = row.id ?? this.lastId + 1;
		this.lastId = Math.max(this.lastId, id);
		const added = Object.assign({ id }, row, { id }) as unknown as Row;
		this.rows.set(id, added);
		return added;
	}

	get(id: number): Row | undefined {
		return this.rows.get(id);
	}

	delete(id: number): void {
		this.rows.delete(id);
	}

	all(): Row[] {
		return [...this.rows.values()];
	}

	filter(predicate: (row: Row) => boolean): Row[] {
		const found: Row[] = [];
		for (const row of this.rows.values()) if (predicate(row)) found.push(row);
		return found;
	}

	find(predicate: (row: Row) => boolean): Row | undefined {
		for (const row of this.rows.values()) if (predicate(row)) return row;
		return undefined;
	}
}
