import type { ReactNode } from 'react';

/**
 * Icons of 24 × 24, drawn in the colour of the text beside them. They are hidden from screen readers, so words always
 * stand next to them, or the button that carries one has a label.
 */
export interface IconProps {
  /** In rem; 1.5 unless told. */
  readonly size?: number;
}

function icon(drawing: ReactNode) {
  return function Icon({ size = 1.5 }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        width={`${size}rem`}
        height={`${size}rem`}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const IconBack = icon(<path d="M15 5l-7 7 7 7" />);
export const IconForward = icon(<path d="M9 5l7 7-7 7" />);
export const IconDown = icon(<path d="M5 9l7 7 7-7" />);
export const IconClose = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const IconCheck = icon(<path d="M4 12.5l5.5 5.5L20 6.5" />);
export const IconPlus = icon(<path d="M12 5v14M5 12h14" />);
export const IconMinus = icon(<path d="M5 12h14" />);
export const IconMore = icon(
  <>
    <circle cx="5" cy="12" r="1" fill="currentColor" />
    <circle cx="12" cy="12" r="1" fill="currentColor" />
    <circle cx="19" cy="12" r="1" fill="currentColor" />
  </>,
);
export const IconSearch = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21" />
  </>,
);
export const IconFilter = icon(<path d="M4 6h16M7 12h10M10 18h4" />);

export const IconInfo = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.5v.01" />
  </>,
);
export const IconSuccess = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M8 12.5l3 3 5-6" />
  </>,
);
export const IconWarning = icon(
  <>
    <path d="M12 3.5L22 20.5H2z" />
    <path d="M12 10v5M12 17.7v.01" />
  </>,
);
export const IconDanger = icon(
  <>
    <path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z" />
    <path d="M12 8v5M12 16v.01" />
  </>,
);

export const IconOnDevice = icon(
  <>
    <rect x="6.5" y="2.5" width="11" height="19" rx="2" />
    <path d="M9.5 11.5l2 2 3.5-4" />
  </>,
);
export const IconSend = icon(<path d="M12 20V5M5.5 11.5L12 5l6.5 6.5" />);
export const IconSync = icon(
  <>
    <path d="M20 11a8 8 0 0 0-14.3-4L3.5 9.5M4 13a8 8 0 0 0 14.3 4l2.2-2.5" />
    <path d="M3.5 4.5v5h5M20.5 19.5v-5h-5" />
  </>,
);
export const IconNoNetwork = icon(
  <>
    <path d="M5 12.5a10 10 0 0 1 4-2.4M2 9a15 15 0 0 1 5-3M14 9.8a10 10 0 0 1 5 2.7M11 5a15 15 0 0 1 11 4M8.5 16a5 5 0 0 1 6 0" />
    <path d="M12 19.5v.01M3 3l18 18" />
  </>,
);

export const IconHome = icon(<path d="M3.5 11L12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6" />);
export const IconPeople = icon(
  <>
    <circle cx="9" cy="8.5" r="3.5" />
    <path d="M2.5 20c.8-3.6 3.3-5.5 6.5-5.5s5.7 1.9 6.5 5.5M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18 15c1.9.8 3.1 2.5 3.5 5" />
  </>,
);
export const IconClock = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 6.5V12l3.5 2.5" />
  </>,
);
export const IconCalendar = icon(
  <>
    <rect x="3.5" y="5" width="17" height="15.5" rx="2" />
    <path d="M3.5 10h17M8 2.5V7M16 2.5V7" />
  </>,
);
export const IconChart = icon(<path d="M4 20h16M7 20v-7M12 20V5M17 20v-10" />);
export const IconBook = icon(<path d="M5 19.5V5.5a2 2 0 0 1 2-2h12v13H7a2 2 0 0 0 0 4h12v-4M9 7.5h6M9 11h6" />);
export const IconInbox = icon(<path d="M4 4h16v16H4zM4 14h4.5l1.5 2.5h4l1.5-2.5H20" />);

export const IconScan = icon(
  <>
    <path d="M3.5 8V3.5H8M16 3.5h4.5V8M20.5 16v4.5H16M8 20.5H3.5V16" />
    <path d="M7.5 7.5h3v3h-3zM13.5 7.5h3v3h-3zM7.5 13.5h3v3h-3zM13.5 13.5v3h3v-3" />
  </>,
);
export const IconEdit = icon(<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z M14 6.5l3.5 3.5" />);
export const IconTrash = icon(<path d="M4 6.5h16M9 6.5V4h6v2.5M6 6.5L7 20.5h10l1-14M10 10.5v6M14 10.5v6" />);
export const IconPrint = icon(<path d="M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z" />);
export const IconDownload = icon(<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16" />);
export const IconCopy = icon(
  <>
    <rect x="8.5" y="8.5" width="12" height="12" rx="2" />
    <path d="M5.5 15.5h-2v-12h12v2" />
  </>,
);
export const IconEye = icon(
  <>
    <path d="M2 12c2.5-4.5 6-6.5 10-6.5s7.5 2 10 6.5c-2.5 4.5-6 6.5-10 6.5S4.5 16.5 2 12z" />
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const IconLock = icon(
  <>
    <rect x="5" y="10.5" width="14" height="10" rx="2" />
    <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
  </>,
);
export const IconKey = icon(
  <>
    <circle cx="8" cy="15.5" r="4.5" />
    <path d="M11.3 12.3L20 3.5M16 7.5l3 3" />
  </>,
);
export const IconBackspace = icon(<path d="M8.5 5H21v14H8.5L2.5 12zM12 9.5l5 5M17 9.5l-5 5" />);
export const IconFingerprint = icon(
  <path d="M5 9a8 8 0 0 1 13.5-2.5M20 10.5c.3 2.2.2 4.5-.3 6.5M4 13.5V12M12 8a4.5 4.5 0 0 0-4.5 4.5c0 2.5-.5 4.5-1.5 6M16.5 12a4.5 4.5 0 0 0-1.5-3M16.5 15.5c-.2 1.8-.6 3.5-1.3 5M12 12.5c0 3-.6 5.8-2 8.5" />,
);
export const IconDesktop = icon(
  <>
    <rect x="3" y="4.5" width="18" height="12" rx="1.5" />
    <path d="M9 20.5h6M12 16.5v4" />
  </>,
);
export const IconMobile = icon(
  <>
    <rect x="7" y="2.5" width="10" height="19" rx="2" />
    <path d="M11 18.5h2" />
  </>,
);
