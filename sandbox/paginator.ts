/** Laravel's LengthAwarePaginator as it serialises, without its `links`. */
export interface Page<T> {
	current_page: number;
	data: T[];
	first_page_url: string;
	/** Number of the first row on the page; null when the page is empty. */
	from: number | null;
	last_page: number;
	last_page_url: string;
	next_page_url: string | null;
	path: string;
	per_page: number;
	prev_page_url: string | null;
	to: number | null;
	total: number;
}

/**
 * One page of the rows. A page beyond the last is empty, and its URLs keep nothing but `page`.
 * @param path URL of the request without its query
 */
export function paginate<Row, Item>(
	rows: readonly Row[],
	present: (row: Row) => Item,
	{ page, pageSize, path }: { page: number; pageSize: number; path: string },
): Page<Item> {
	const total = rows.length;
	const lastPage = Math.max(1, Math.ceil(total / pageSize));
	const start = (page - 1) * pageSize;
	const data = rows.slice(start, start + pageSize).map(present);
	const url = (number: number) => `${path}?page=${number}`;
	return {
		current_page: page,
		data,
		first_page_url: url(1),
		from: data.length > 0 ? start + 1 : null,
		last_page: lastPage,
		last_page_url: url(lastPage),
		next_page_url: page < lastPage ? url(page + 1) : null,
		path,
		per_page: pageSize,
		prev_page_url: page > 1 ? url(page - 1) : null,
		to: data.length > 0 ? start + data.length : null,
		total,
	};
}
