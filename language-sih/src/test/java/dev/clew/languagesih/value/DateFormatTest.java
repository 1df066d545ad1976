package dev.clew.languagesih.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the examples of the .NET documentation ("Standard" and "Custom date and time format
/// strings"), whose moment is 2009-06-15T13:45:30.6175425-07:00, in the invariant culture.
class DateFormatTest {
  private static final OffsetDateTime MOMENT =
      OffsetDateTime.parse("2009-06-15T13:45:30.6175425-07:00");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "d | 06/15/2009",
        "D | Monday, 15 June 2009",
        "f | Monday, 15 June 2009 13:45",
        "F | Monday, 15 June 2009 13:45:30",
        "g | 06/15/2009 13:45",
        "G | 06/15/2009 13:45:30",
        "M | June 15",
        "m | June 15",
        "O | 2009-06-15T13:45:30.6175425-07:00",
        "o | 2009-06-15T13:45:30.6175425-07:00",
        "R | Mon, 15 Jun 2009 20:45:30 GMT",
        "r | Mon, 15 Jun 2009 20:45:30 GMT",
        "s | 2009-06-15T13:45:30",
        "t | 13:45",
        "T | 13:45:30",
        "u | 2009-06-15 20:45:30Z",
        "Y | 2009 June",
        "y | 2009 June",
      })
  void format_standard_isAsDocumented(String format, String expected) {
    assertThat(shown(format, TimeKind.DATE_TIME, MOMENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yyyy-MM-dd             | 2009-06-15",
        "HH:mm:ss               | 13:45:30",
        "yyyy-MM-ddTHH:mm:ssZ   | 2009-06-15T13:45:30Z",
        "yyyyMMddHHmmssfff      | 20090615134530617",
        "MM/dd/yy H:mm:ss zzz   | 06/15/09 13:45:30 -07:00",
        "%d                     | 15",
        "d/M/y                  | 15/6/9",
        "dd ddd dddd ddddd      | 15 Mon Monday Monday",
        "M MM MMM MMMM          | 6 06 Jun June",
        "y yy yyy yyyy yyyyy    | 9 09 2009 2009 02009",
        "%h hh hhh              | 1 01 01",
        "%H HH                  | 13 13",
        "%m mm                  | 45 45",
        "%s ss                  | 30 30",
        "%t tt                  | P PM",
        "%f ff fffffff          | 6 61 6175425",
        "%F FF FFFFFFF          | 6 61 6175425",
        "%z zz zzz zzzz         | -7 -07 -07:00 -07:00",
        "%K                     | -07:00",
        "gg yyyy                | A.D. 2009",
        "'h:' H \\h \"at 'x'\"  | h: 13 h at 'x'",
        "dd 'of' MMMM, yyyy     | 15 of June, 2009",
        "'it\\'s' yyyy          | it's 2009",
        "yyyy年MM月dd日          | 2009年06月15日",
      })
  void format_custom_isAsDocumented(String format, String expected) {
    assertThat(shown(format, TimeKind.DATE_TIME, MOMENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2009-01-01T00:00:00Z       | hh tt           | 12 AM",
        "2009-01-01T12:05:00Z       | h:mm t          | 12:05 P",
        "2009-01-01T00:00:00Z       | ss.FFF          | 00",
        "2009-01-01T00:00:00.05Z    | ss.FFF          | 00.05",
        "2009-01-01T00:00:00Z       | ssFFF           | 00",
        "2009-01-01T00:00:00.05Z    | %f.ff           | 0.05",
        "2009-01-01T00:00:00Z       | O               | 2009-01-01T00:00:00.0000000+00:00",
        "2009-01-01T00:00:00+05:30  | zz z zzz        | +05 +5 +05:30",
        "2009-01-01T00:00:00-00:30  | zzz             | -00:30",
        "0007-02-03T00:00:00Z       | yyyy y          | 0007 7",
        "2024-02-29T23:59:59Z       | dddd, dd MMMM   | Thursday, 29 February",
        "2024-12-29T00:00:00+14:00  | R               | Sat, 28 Dec 2024 10:00:00 GMT",
      })
  void format_otherMoments_isAsDocumented(String moment, String format, String expected) {
    assertThat(shown(format, TimeKind.DATE_TIME, OffsetDateTime.parse(moment))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DATE | O           | 2009-06-15",
        "DATE | R           | Mon, 15 Jun 2009",
        "DATE | d           | 06/15/2009",
        "DATE | y           | 2009 June",
        "DATE | yyyyMMdd    | 20090615",
        "TIME | O           | 13:45:30.6175425",
        "TIME | r           | 13:45:30",
        "TIME | t           | 13:45",
        "TIME | hh:mm tt    | 01:45 PM",
      })
  void format_dateOrTime_hasThosePartsOnly(TimeKind kind, String format, String expected) {
    assertThat(shown(format, kind, MOMENT)).isEqualTo(expected);
  }

  @Test
  void parse_blank_isTheDefault() {
    assertThat(shown(" ", TimeKind.DATE, MOMENT)).isEqualTo("2009-06-15");
    assertThat(shown("", TimeKind.TIME, MOMENT)).isEqualTo("13:45:30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DATE_TIME | U             | 0  | 'U' is not a standard format of a DateTime",
        "DATE_TIME | x             | 0  | 'x' is not a standard format of a DateTime",
        "DATE      | s             | 0  | 's' is not a standard format of a Date",
        "DATE      | t             | 0  | 't' is not a standard format of a Date",
        "TIME      | d             | 0  | 'd' is not a standard format of a Time",
        "DATE      | yyyy-MM-dd HH | 11 | a Date has no 'H'",
        "DATE      | dd K          | 3  | a Date has no 'K'",
        "DATE      | dd:MM         | 2  | a Date has no ':'",
        "TIME      | HH:mm zzz     | 6  | a Time has no 'z'",
        "TIME      | %d            | 1  | a Time has no 'd'",
        "DATE_TIME | YYYY-MM       | 0  | 'Y' is not a specifier; put quotes around text in a format",
        "DATE_TIME | dd of MM      | 3  | 'o' is not a specifier; put quotes around text in a format",
        "DATE_TIME | ss.ffffffff   | 3  | a fraction has at most 7 digits",
        "DATE_TIME | yyyy 'x       | 5  | the quote is not closed",
        "DATE_TIME | yyyy%         | 4  | a specifier is expected behind '%'",
        "DATE_TIME | %%d           | 0  | a specifier is expected behind '%'",
        "DATE_TIME | yyyy\\        | 4  | a character is expected behind '\\'",
      })
  void parse_mistake_saysWhereAndWhat(TimeKind kind, String format, int offset, String what) {
    DateFormat.Parsed.Fault fault = (DateFormat.Parsed.Fault) DateFormat.parse(format, kind);
    assertThat(fault.what()).isEqualTo(what);
    assertThat(fault.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"YYYY", "DD/MM", "hh a", "ss.SSS", "HHX"})
  void parse_letterOfAnotherLanguage_suggestsOurs(String format) {
    assertThat(DateFormat.parse(format, TimeKind.DATE_TIME))
        .isInstanceOfSatisfying(
            DateFormat.Parsed.Fault.class, fault -> assertThat(fault.suggestion()).isNotNull());
  }

  private static String shown(String format, TimeKind kind, OffsetDateTime moment) {
    return DateFormat.known(format, kind).format(moment);
  }
}
