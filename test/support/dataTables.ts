import type {
	CreateDataTableOptions,
	DataTable,
	DataTableFilter,
	DataTableProxyProvider,
	DataTableRow,
	DataTableRowReturn,
	IDataTableProjectAggregateService,
	IDataTableProjectService,
	ListDataTableOptions,
	ListDataTableRowsOptions,
	UpdateDataTableRowOptions,
	UpsertDataTableRowOptions,
} from 'n8n-workflow';

/**
 * n8n's Data Tables in memory, for n8n's own Data Table node, whose rows the whole n8n keeps in its database.
 * Tables can be made and found by name, and rows added, changed and found by equal values and Is Not Empty; nothing
 * else is there.
 */
export class DataTables implements DataTableProxyProvider {
	private readonly tables: DataTable[] = [];
	private readonly rows = new Map<string, DataTableRow[]>();

	/** The rows of a table by its name; none where there is no such table. */
	rowsOf(name: string): DataTableRow[] {
		const table = this.tables.find((candidate) => candidate.name === name);
		return this.rows.get(table?.id ?? '') ?? [];
	}

	async getDataTableAggregateProxy(): Promise<IDataTableProjectAggregateService> {
		return {
			createDataTable: async ({ name, columns }: CreateDataTableOptions) => {
				const id = `table-${this.tables.length + 1}`;
				const ofTable = columns.map((column, index) => ({
					...{ ...column, id: `${id}-${index}`, index, dataTableId: id },
				}));
				const dates = { createdAt: new Date(0), updatedAt: new Date(0) };
				const table = { id, name, columns: ofTable, projectId: 'project', ...dates };
				this.tables.push(table);
				this.rows.set(id, []);
				return table;
			},
			getManyAndCount: async ({ filter = {} }: ListDataTableOptions) => {
				// As in n8n, a part of the name is enough.
				const part = String(filter.name ?? '').toLowerCase();
				const data = this.tables.filter(({ name }) => name.toLowerCase().includes(part));
				return { count: data.length, data };
			},
		} as IDataTableProjectAggregateService;
	}

	async getDataTableProxy(
		_workflow: unknown,
		_node: unknown,
		id: string,
	): Promise<IDataTableProjectService> {
		const columns = this.tables.find((table) => table.id === id)?.columns ?? [];
		const rows = this.rows.get(id) ?? [];
		const matching = (filter?: DataTableFilter) =>
			rows.filter((row) =>
				filter?.filters.every(({ columnName, condition, value }) => {
					// "Is Not Empty" asks for everything but null.
					if (condition === 'neq' && value === null) return row[columnName] != null;
					if (condition !== 'eq') throw new Error(`There is no condition "${condition}" here`);
					return row[columnName] === value;
				}),
			);
		const check = (row: DataTableRow) => {
			for (const name of Object.keys(row)) {
				if (!columns.some((column) => column.name === name)) {
					throw new Error(`unknown column name '${name}'`);
				}
			}
		};
		const insert = (added: DataTableRow[]) => {
			added.forEach(check);
			rows.push(...added);
			return added;
		};
		const update = ({ data, filter }: UpdateDataTableRowOptions) => {
			check(data);
			return matching(filter).map((row) => ({ ...Object.assign(row, data) }));
		};
		return {
			getColumns: async () => columns,
			getManyRowsAndCount: async ({ filter, take }: Partial<ListDataTableRowsOptions>) => {
				const found = matching(filter).map((row) => ({ ...row }));
				return { count: found.length, data: found.slice(0, take) as DataTableRowReturn[] };
			},
			insertRows: async (added: DataTableRow[]) => insert(added),
			updateRows: async (options: UpdateDataTableRowOptions) => update(options),
			upsertRow: async (options: UpsertDataTableRowOptions) => {
				const updated = update(options);
				return updated.length > 0 ? updated : insert([{ ...options.data }]);
			},
		} as unknown as IDataTableProjectService;
	}
}
