package dev.clew.redaction.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "accessToken",
        "refreshToken",
        "id_token",
        "idToken",
        "ID_TOKEN",
        "jwt",
        "apiKey",
        "api_key",
        "APIKey",
        "apikey",
        "x-api-key",
        "X-Api-Key",
        "client_secret",
        "clientSecret",
        "password",
        "Password",
        "passwd",
        "pwd",
        "userPassword",
        "dbpassword",
        "password2",
        "password_hash",
        "new_password",
        "passwordConfirmation",
        "secret",
        "secrets",
        "secretKey",
        "aws_secret_access_key",
        "accessKeyId",
        "authorization",
        "Proxy-Authorization",
        "cookie",
        "Set-Cookie",
        "cookies",
        "credentials",
        "private_key",
        "privateKey",
        "otp",
        "totp",
        "pin",
        "ssn",
        "cvv",
        "cvv2",
        "cvc",
        "card_number",
        "cardNumber",
        "pan",
        "session_id",
        "sessionId",
        "sessionID",
        "JSESSIONID",
        "csrf",
        "csrf_token",
        "X-CSRF-Token",
        "X-Auth-Token",
        "PRIVATE-TOKEN",
        "JOB-TOKEN",
        "X-Vault-Token",
        "X-Amz-Security-Token",
        "bearer",
        "auth",
        "api_tokens",
        "mysql_pwd",
        "passphrase",
        "user[password]",
        "connectionString",
        "AccountKey",
        "Ocp-Apim-Subscription-Key",
        "device_code",
        "code_verifier",
        "token_value",
        "db_pass",
        "pass",
        "pw",
        "db_pw",
        "bindPw",
        "pat",
        "GH_PAT",
        "privateKeyPem",
        "TOKEN_PROD",
        "password_base64",
        "slack.bot.token"
      })
  void isSecret_secretName_isTrue(String name) {
    assertThat(SecretNames.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inputTokens",
        "token_count",
        "max_tokens",
        "tokenType",
        "token_type",
        "authorId",
        "author",
        "keyboard",
        "sort_key",
        "session_count",
        "tokens",
        "completion_tokens",
        "total_tokens",
        "token_usage",
        "tokenizer",
        "key",
        "keys",
        "primary_key",
        "foreignKey",
        "idempotency_key",
        "cache_key",
        "code",
        "status_code",
        "error_code",
        "country_code",
        "zip_code",
        "secretary",
        "password_policy",
        "password_min_length",
        "passwordExpired",
        "passwordless",
        "pinned",
        "spinner",
        "company",
        "panel",
        "japan",
        "cookie_policy",
        "authentication",
        "auth_url",
        "authorized",
        "authorization_url",
        "token_endpoint",
        "token_expires_in",
        "tokenExpiresAt",
        "next_page_token",
        "nextPageToken",
        "cost_per_token",
        "session",
        "sessions",
        "signature",
        "number",
        "card",
        "customer_id",
        "email",
        "name",
        "value",
        "id",
        "url",
        "passed",
        "bypass",
        "compass",
        "path",
        "LD_LIBRARY_PATH",
        "first_pass",
        "aGVsbG9kZGRkZGRkPw",
        "secret_name",
        "otpauth",
        "shipping",
        "opinion",
        "requires_auth",
        "",
        "_",
        "42"
      })
  void isSecret_otherName_isFalse(String name) {
    assertThat(SecretNames.isSecret(name)).isFalse();
  }

  @Test
  void isSecretParameter_codeAndSignature_onlyThere() {
    assertThat(SecretNames.isSecretParameter("code")).isTrue();
    assertThat(SecretNames.isSecretParameter("X-Amz-Signature")).isTrue();
    assertThat(SecretNames.isSecretParameter("sig")).isTrue();
    assertThat(SecretNames.isSecretParameter("state")).isFalse();
  }

  @Test
  void isSecretBelow_numberOfCard_only() {
    assertThat(SecretNames.isSecretBelow("credit_card", "number")).isTrue();
    assertThat(SecretNames.isSecretBelow("card", "number")).isTrue();
    assertThat(SecretNames.isSecretBelow("order", "number")).isFalse();
    assertThat(SecretNames.isSecretBelow("card", "brand")).isFalse();
  }
}
