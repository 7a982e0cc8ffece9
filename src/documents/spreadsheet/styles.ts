// The looks of cells. Times New Roman, black (NĐ 30/2020, Phụ lục I); sizes in points.

const FONTS = {
  plain: { size: 12 },
  bold: { size: 12, bold: true },
  italic: { size: 12, italic: true },
  title: { size: 16, bold: true },
  small: { size: 11 },
  smallBold: { size: 11, bold: true },
  smallItalic: { size: 10, italic: true },
  smallWhite: { size: 11, bold: true, colour: 'FFFFFFFF' },
  demo: { size: 11, bold: true, colour: 'FF8F1010' },
} as const satisfies { readonly [name: string]: Font };

type Font = {
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
};

type Style = {
  readonly font: keyof typeof FONTS;
  readonly across: 'left' | 'center' | 'right';
  readonly down: 'top' | 'center' | 'bottom';
  readonly border?: boolean;
  /** Of Excel's own: 0 general, 3 grouped, 49 text; 164 is ours. */
  readonly format?: number;
  /** Behind the text, `AARRGGBB`. */
  readonly fill?: string;
};

const GROUPED = 3;
const TEXT = 49;
const DAY = 164;

/** A cell of a heat map: the same five blues as on screen, white words on the last two. */
const heat = (font: keyof typeof FONTS, fill: string): Style => ({
  font,
  across: 'center',
  down: 'center',
  border: true,
  fill,
});

const STYLES = {
  plain: { font: 'plain', across: 'left', down: 'center' },
  demo: { font: 'demo', across: 'center', down: 'center' },
  office: { font: 'plain', across: 'center', down: 'center' },
  strong: { font: 'bold', across: 'center', down: 'center' },
  italic: { font: 'italic', across: 'center', down: 'center' },
  title: { font: 'title', across: 'center', down: 'center' },
  head: { font: 'smallBold', across: 'center', down: 'center', border: true },
  columnNumber: { font: 'smallItalic', across: 'center', down: 'center', border: true },
  text: { font: 'small', across: 'left', down: 'top', border: true },
  centred: { font: 'small', across: 'center', down: 'top', border: true },
  number: { font: 'small', across: 'left', down: 'top', border: true, format: TEXT },
  day: { font: 'small', across: 'center', down: 'top', border: true, format: DAY },
  sum: { font: 'smallBold', across: 'left', down: 'center', border: true },
  note: { font: 'small', across: 'left', down: 'center' },
  figure: { font: 'small', across: 'right', down: 'top', border: true, format: GROUPED },
  sumFigure: { font: 'smallBold', across: 'right', down: 'center', border: true, format: GROUPED },
  sumCentred: { font: 'smallBold', across: 'center', down: 'center', border: true },
  heat0: heat('small', 'FFF1F5F9'),
  heat1: heat('small', 'FFC7DDF2'),
  heat2: heat('small', 'FF7FB2DE'),
  heat3: heat('smallWhite', 'FF2F78B7'),
  heat4: heat('smallWhite', 'FF0B3F73'),
} as const satisfies { readonly [name: string]: Style };

export type StyleName = keyof typeof STYLES;

const NAMES = Object.keys(STYLES) as readonly StyleName[];
/** Behind the two fills that every style sheet begins with. */
const FILLS: readonly string[] = [...new Set(NAMES.flatMap((name) => (STYLES[name] as Style).fill ?? []))];
const FONT_NAMES = Object.keys(FONTS);

/** The number by which a cell names its style; 0 is the default of the sheet. */
export function styleIndex(name: StyleName): number {
  return NAMES.indexOf(name) + 1;
}

/** `xl/styles.xml` without its first line. */
export function styleSheet(namespace: string): string {
  const fonts = Object.values(FONTS).map(fontXml);
  const styles = NAMES.map((name) => formatXml(STYLES[name]));
  const line = (side: string) => `<${side} style="thin"><color auto="1"/></${side}>`;
  return (
    `<styleSheet xmlns="${namespace}">` +
    `<numFmts count="1"><numFmt numFmtId="${DAY}" formatCode="dd/mm/yyyy"/></numFmts>` +
    `<fonts count="${fonts.length}">${fonts.join('')}</fonts>` +
    `<fills count="${FILLS.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
    `${FILLS.map(fillXml).join('')}</fills>` +
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${[
      'left',
      'right',
      'top',
      'bottom',
    ]
      .map(line)
      .join('')}<diagonal/></border></borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${styles.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${styles.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
    '</styleSheet>'
  );
}

function fontXml({ size, bold, italic, colour }: Font): string {
  const paint = colour === undefined ? '' : `<color rgb="${colour}"/>`;
  return `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size}"/>${paint}<name val="Times New Roman"/><family val="1"/></font>`;
}

function fillXml(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
}

// `quotePrefix`: a text that begins with = stays one when somebody edits its cell.
function formatXml({ font, across, down, border, format = 0, fill }: Style): string {
  const quoted = format === DAY || format === GROUPED ? '' : ' quotePrefix="1"';
  const fillId = fill === undefined ? 0 : FILLS.indexOf(fill) + 2;
  return (
    `<xf numFmtId="${format}" fontId="${FONT_NAMES.indexOf(font)}" fillId="${fillId}" borderId="${border ? 1 : 0}" xfId="0"` +
    `${quoted} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
    `<alignment horizontal="${across}" vertical="${down}" wrapText="1"/></xf>`
  );
}
